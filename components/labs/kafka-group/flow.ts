import { largestLayout, type StageBox } from '@/components/lab-shell/stage/nodes/fit-view';
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

/** The broker's node: a head, the group's line, and the partitions in rows. Its own layout uses the same numbers. */
export const BROKER = { head: 32, group: 26, cell: 54, gap: 4, foot: 8 } as const;

/** A partition's width with its gap, and what of the broker's width is its frame. */
const CELL_PITCH = 102;
const FRAME = 16;

/** How many partitions and cards stand in a row: more on a wide stage, fewer on a phone's. */
interface Shape {
  readonly cells: number;
  readonly cards: number;
  /** Between the broker and the nearest cards: messages are seen here. */
  readonly way: number;
  /** The cards stand to the left and to the right of the broker: on a stage that is low. */
  readonly isBeside?: true;
}

const SHAPES = [
  { cells: 6, cards: 4, way: 74 },
  { cells: 8, cards: 5, way: 60 },
  { cells: 12, cards: 8, way: 60 },
  { cells: 4, cards: 3, way: 60 },
  { cells: 3, cards: 2, way: 48 },
  { cells: 4, cards: 3, way: 44, isBeside: true },
] as const satisfies readonly [Shape, ...Shape[]];

/** A consumer's card, in units of the flow. */
export const CARD = { width: 148, height: 90 } as const;
export const PRODUCER = { width: 148, height: 46 } as const;

const GAP = 12;
const ROW_GAP = 18;
/** From card to card where they stand beside the broker. */
const COLUMN_GAP = 8;

function brokerWidth({ cells }: Shape): number {
  return FRAME + cells * CELL_PITCH;
}

function brokerHeight(partitions: number, { cells }: Shape): number {
  const rows = Math.ceil(partitions / cells);
  return BROKER.head + BROKER.group + rows * BROKER.cell + (rows - 1) * BROKER.gap + BROKER.foot;
}

interface Row {
  /** The broker's edge that the cards stand before; where they stand beside it, its height. */
  readonly y: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly side: 'above' | 'below';
  readonly shape: Shape;
}

/** Where cards stand: in rows as even as can be, each row centred, the first one next to the broker. */
function cardPlaces(count: number, { y, size: { width, height }, side, shape }: Row) {
  const rows = Math.ceil(count / shape.cards);
  const inRow = rows === 0 ? 0 : Math.ceil(count / rows);
  return Array.from({ length: count }, (_, at) => {
    const row = Math.floor(at / inRow);
    const cards = Math.min(inRow, count - row * inRow);
    const distance = shape.way + row * (height + ROW_GAP);
    return {
      x: (brokerWidth(shape) - cards * width - (cards - 1) * GAP) / 2 + (at % inRow) * (width + GAP),
      y: side === 'above' ? y - distance - height : y + distance,
      width,
      height,
    };
  });
}

/** Where cards stand beside the broker: in columns as even as can be, each centred on it, the first one next to it. */
function columnPlaces(count: number, { y, size: { width, height }, side, shape }: Row) {
  const columns = Math.ceil(count / shape.cards);
  const inColumn = columns === 0 ? 0 : Math.ceil(count / columns);
  return Array.from({ length: count }, (_, at) => {
    const column = Math.floor(at / inColumn);
    const cards = Math.min(inColumn, count - column * inColumn);
    const distance = shape.way + column * (width + GAP);
    return {
      x: side === 'above' ? -distance - width : brokerWidth(shape) + distance,
      y: (y - cards * height - (cards - 1) * COLUMN_GAP) / 2 + (at % inColumn) * (height + COLUMN_GAP),
      width,
      height,
    };
  });
}

/** What the cards of one side take of a stage, with their way to the broker. */
function columnSize(
  count: number,
  { width, height }: { readonly width: number; readonly height: number },
  shape: Shape,
) {
  const columns = Math.ceil(count / shape.cards);
  const inColumn = columns === 0 ? 0 : Math.ceil(count / columns);
  return {
    width: count === 0 ? 0 : shape.way + columns * (width + GAP) - GAP,
    height: inColumn * (height + COLUMN_GAP),
  };
}

type Moment = MomentOf<KafkaGroupState, KafkaGroupEvent>;

/** The shape with which everything comes out largest on a stage of this size. */
function shapeFor({ partitions, producers, consumers }: KafkaGroupState, stage: StageBox): Shape {
  return largestLayout<Shape>(SHAPES, stage, (shape) => {
    if (shape.isBeside === true) {
      const [left, right] = [columnSize(producers.length, PRODUCER, shape), columnSize(consumers.length, CARD, shape)];
      const high = Math.max(left.height, right.height, brokerHeight(partitions.length, shape));
      return { width: left.width + brokerWidth(shape) + right.width + 2 * GAP, height: high + 4 * GAP };
    }
    const rows = (count: number, { height }: { readonly height: number }) =>
      count === 0 ? 0 : shape.way + Math.ceil(count / shape.cards) * (height + ROW_GAP) - ROW_GAP;
    return {
      width: Math.max(brokerWidth(shape), Math.min(shape.cards, consumers.length) * (CARD.width + GAP)) + 2 * GAP,
      height:
        rows(producers.length, PRODUCER) +
        brokerHeight(partitions.length, shape) +
        rows(consumers.length, CARD) +
        4 * GAP,
    };
  });
}

/** The broker with the topic's partitions in the middle, producers above it, the group's consumers below it; on a low stage to its left and right. */
export function toFlow(snapshot: Moment, stage: StageBox): LabFlow<KafkaGroupNode> {
  const { state } = snapshot;
  const shape = shapeFor(state, stage);
  const height = brokerHeight(state.partitions.length, shape);
  const placesOf = shape.isBeside === true ? columnPlaces : cardPlaces;
  const middle = shape.isBeside === true ? height : 0;
  const above = placesOf(state.producers.length, { y: middle, size: PRODUCER, side: 'above', shape });
  const below = placesOf(state.consumers.length, { y: height, size: CARD, side: 'below', shape });
  const { recordsPerSecond } = state.config;
  const nodes: KafkaGroupNode[] = [
    fixedNode(BROKER_ID, { x: 0, y: 0, width: brokerWidth(shape), height }, 'broker', brokerData(state, shape)),
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

function brokerData(state: KafkaGroupState, { cells }: Shape): BrokerNodeData {
  const { phase, generation, members, leaderId } = state.group;
  return {
    strategy: state.config.strategy,
    phase,
    generation,
    members: members.map(({ consumer }) => consumer),
    leader: leaderId === null ? null : (findMember(state.group, leaderId)?.consumer ?? null),
    cells: partitionCells(state),
    cellsInRow: cells,
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
