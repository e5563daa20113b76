import { fixedNode } from '@/components/lab-shell/stage/nodes/fixed-node';
import type { LabFlow } from '@/components/lab-shell/stage/nodes/nodes-view';
import type { Moment as MomentOf } from '@/sim/core/engine';
import { BROKER as BROKER_ID } from '@/sim/kafka-group/network';
import { holdings } from '@/sim/kafka-group/outcomes';
import {
  type Consumer,
  findMember,
  isRunning,
  type KafkaGroupEvent,
  type KafkaGroupState,
  logEnd,
} from '@/sim/kafka-group/state';
import {
  type BrokerNodeData,
  type ConnectionEdge,
  type ConsumerNodeData,
  type KafkaGroupNode,
  type PartitionCell,
  statusOf,
} from './node-data';

/** The broker's node: a head, the group's line, and the partitions in rows of six. Its own layout uses the same numbers. */
export const BROKER = { width: 628, head: 32, group: 26, cell: 54, gap: 4, foot: 8 } as const;

export const CELLS_IN_ROW = 6;

/** A consumer's card, in units of the flow. */
export const CARD = { width: 148, height: 90 } as const;
export const PRODUCER = { width: 148, height: 46 } as const;

const CARDS_IN_ROW = 4;
const GAP = 12;
/** Between the broker and the nearest cards: messages are seen here. */
const WAY = 74;
const ROW_GAP = 26;

export function brokerHeight(partitions: number): number {
  const rows = Math.ceil(partitions / CELLS_IN_ROW);
  return BROKER.head + BROKER.group + rows * BROKER.cell + (rows - 1) * BROKER.gap + BROKER.foot;
}

interface Row {
  /** The broker's edge that the cards stand before. */
  readonly y: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly side: 'above' | 'below';
}

/** Where cards stand: in rows of at most four, as even as can be, each row centred, the first one next to the broker. */
export function cardPlaces(count: number, { y, size: { width, height }, side }: Row) {
  const rows = Math.ceil(count / CARDS_IN_ROW);
  const inRow = rows === 0 ? 0 : Math.ceil(count / rows);
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / inRow);
    const cards = Math.min(inRow, count - row * inRow);
    const distance = WAY + row * (height + ROW_GAP);
    return {
      x: (BROKER.width - cards * width - (cards - 1) * GAP) / 2 + (at % inRow) * (width + GAP),
      y: side === 'above' ? y - distance - height : y + distance,
      width,
      height,
    };
  });
}

type Moment = MomentOf<KafkaGroupState, KafkaGroupEvent>;

/** The broker with the topic's partitions in the middle, producers above it, the group's consumers below it. */
export function toFlow(snapshot: Moment): LabFlow<KafkaGroupNode> {
  const { state } = snapshot;
  const height = brokerHeight(state.partitions.length);
  const above = cardPlaces(state.producers.length, { y: 0, size: PRODUCER, side: 'above' });
  const below = cardPlaces(state.consumers.length, { y: height, size: CARD, side: 'below' });
  const { recordsPerSecond } = state.config;
  const nodes: KafkaGroupNode[] = [
    fixedNode(BROKER_ID, { x: 0, y: 0, width: BROKER.width, height }, 'broker', brokerData(state)),
  ];
  for (const [at, { id }] of state.producers.entries()) {
    const place = above[at];
    if (place !== undefined) nodes.push(fixedNode(id, place, 'producer', { name: id, recordsPerSecond }));
  }
  for (const [at, consumer] of state.consumers.entries()) {
    const place = below[at];
    if (place !== undefined) nodes.push(fixedNode(consumer.id, place, 'consumer', consumerData(snapshot, consumer)));
  }
  const edges = [
    ...state.producers.map(({ id }) => edgeOf(id, false)),
    ...state.consumers.map((consumer) => edgeOf(consumer.id, !isRunning(consumer))),
  ];
  return { nodes, edges };
}

function edgeOf(id: string, isDown: boolean): ConnectionEdge {
  return { id: `${id}>${BROKER_ID}`, type: 'connection', source: id, target: BROKER_ID, data: { isDown } };
}

function brokerData(state: KafkaGroupState): BrokerNodeData {
  const { phase, generation, members, leaderId } = state.group;
  return {
    strategy: state.config.strategy,
    phase,
    generation,
    members: members.map(({ consumer }) => consumer),
    leader: leaderId === null ? null : (findMember(state.group, leaderId)?.consumer ?? null),
    cells: partitionCells(state),
  };
}

/** Every partition with its offsets and with those who read it at this moment. */
export function partitionCells(state: KafkaGroupState): readonly PartitionCell[] {
  const held = holdings(state);
  return state.partitions.map((_, partition) => ({
    partition,
    endOffset: logEnd(state, partition),
    committedOffset: state.group.committed[partition] ?? 0,
    readers: held.filter(({ partitions }) => partitions.includes(partition)).map(({ consumer }) => consumer),
  }));
}

function consumerData({ state, queue }: Moment, consumer: Consumer): ConsumerNodeData {
  const { id, incarnation, memory, serviceMs } = consumer;
  const [first, ...rest] = memory?.batch ?? [];
  const startedTick = memory?.workStartTick ?? null;
  const due = queue.find(
    ({ event }) => event.type === 'worked' && event.consumer === id && event.incarnation === incarnation,
  );
  return {
    name: id,
    status: statusOf(consumer),
    owned: memory === null ? [] : [...memory.owned],
    generation: memory?.generation ?? -1,
    working: first === undefined || startedTick === null ? null : { ...first },
    waiting: rest.length,
    work: startedTick === null || due === undefined ? null : { startedTick, dueTick: due.dueTick },
    serviceMs,
    isKnown: isKnownMember(state, consumer),
  };
}

/** Whether the coordinator counts this process among the group's members. */
function isKnownMember({ group }: KafkaGroupState, { memory }: Consumer): boolean {
  return memory !== null && findMember(group, memory.memberId) !== null;
}
