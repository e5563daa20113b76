import type { InspectorRow, InspectorSection, NodeInWords, Translate } from '@/components/lab-shell/lab-view';
import type { LabState } from '@/components/ui/state-palette';
import type { Snapshot } from '@/sim/core/engine';
import { TOPIC } from '@/sim/kafka-group/config';
import { BROKER } from '@/sim/kafka-group/network';
import type { Consumer, KafkaGroupEvent, KafkaGroupState, Offsets, Position } from '@/sim/kafka-group/state';
import { isMessage } from './message-flow';
import { standingOf } from './standing';
import { partitionCells } from './to-flow';
import { partitionsText } from './trace-words';

type Moment = Snapshot<KafkaGroupState, KafkaGroupEvent>;

const NONE = '∅';
const BATCH_LISTED = 12;

/** The broker as its group and its partitions, a consumer as its memory and as the coordinator knows it. */
export function inspect({ state }: Moment, nodeId: string, t: Translate): readonly InspectorSection[] {
  if (nodeId === BROKER) return [groupSection(state, t), partitionsSection(state, t)];
  if (state.producers.some(({ id }) => id === nodeId)) return [producerSection(state, nodeId, t)];
  const consumer = state.consumers.find(({ id }) => id === nodeId);
  return consumer === undefined ? [] : [memorySection(consumer, t), memberSection(state, consumer, t)];
}

function groupSection({ group, config }: KafkaGroupState, t: Translate): InspectorSection {
  const rows: InspectorRow[] = [
    { name: 'partition.assignment.strategy', value: config.strategy },
    { name: 'state', value: group.phase },
    { name: 'generationId', value: String(group.generation) },
    { name: 'leaderId', value: group.leaderId ?? NONE },
    ...group.members.map(({ memberId, assigned }) => ({ name: memberId, value: partitionsText(assigned) })),
  ];
  return { title: t('kafka-group.inspector.group'), rows };
}

function partitionsSection(state: KafkaGroupState, t: Translate): InspectorSection {
  const rows = partitionCells(state).map(({ partition, endOffset, committedOffset, readers }) => ({
    name: `${TOPIC}-${partition}`,
    value: t('kafka-group.inspector.partition', {
      committed: committedOffset,
      end: endOffset,
      lag: endOffset - committedOffset,
      readers: readers.length === 0 ? NONE : readers.join(', '),
    }),
  }));
  return { title: t('kafka-group.inspector.partitions'), rows };
}

function producerSection({ config, partitions }: KafkaGroupState, id: string, t: Translate): InspectorSection {
  const sent = partitions.reduce((sum, log) => sum + log.filter(({ producer }) => producer === id).length, 0);
  const rows = [
    { name: 'recordsPerSecond', value: String(config.recordsPerSecond) },
    { name: 'records', value: String(sent) },
  ];
  return { title: t('kafka-group.inspector.producer'), rows };
}

function memorySection({ memory, inbox, serviceMs }: Consumer, t: Translate): InspectorSection {
  const title = t('kafka-group.inspector.memory');
  if (memory === null) return { title, rows: [{ name: 'memberId', value: t('kafka-group.inspector.gone') }] };
  const rows: InspectorRow[] = [
    { name: 'memberId', value: memory.memberId },
    { name: 'state', value: memory.membership },
    { name: 'generationId', value: memory.generation < 0 ? NONE : String(memory.generation) },
    { name: 'rejoinNeeded', value: String(memory.needsRejoin) },
    { name: 'assignment', value: partitionsText(memory.owned) },
    { name: 'position', value: offsetsText(memory.positions) },
    { name: 'records', value: batchText(memory.batch) },
  ];
  if (serviceMs !== null) rows.push({ name: 'serviceMs', value: String(serviceMs) });
  if (inbox !== null) rows.push({ name: 'inbox', value: String(inbox.length) });
  return { title, rows };
}

function memberSection({ group }: KafkaGroupState, { id }: Consumer, t: Translate): InspectorSection {
  const members = group.members.filter(({ consumer }) => consumer === id);
  const rows: InspectorRow[] = members.map(({ memberId, assigned }) => ({
    name: memberId,
    value: partitionsText(assigned),
  }));
  const title = t('kafka-group.inspector.member');
  return { title, rows: rows.length > 0 ? rows : [{ name: 'memberId', value: t('kafka-group.inspector.unknown') }] };
}

function offsetsText(offsets: Offsets): string {
  const all = Object.entries(offsets).map(([partition, offset]) => `P${partition}@${offset}`);
  return all.length === 0 ? NONE : all.join(' ');
}

function batchText(batch: readonly Position[]): string {
  if (batch.length === 0) return NONE;
  const listed = batch.slice(0, BATCH_LISTED).map(({ partition, offset }) => `P${partition}@${offset}`);
  return [...listed, ...(batch.length > BATCH_LISTED ? [`+${batch.length - BATCH_LISTED}`] : [])].join(' ');
}

const FIELD_LENGTH_MAX = 400;

/** A request or a reply, field by field. */
export function inspectMessage({ queue }: Moment, messageId: number): readonly InspectorRow[] {
  for (const { event } of queue) {
    if (!isMessage(event) || event.message !== messageId) continue;
    const body = event.type === 'request' ? event.request : event.reply;
    return Object.entries(body).map(([name, value]) => ({ name, value: fieldText(value) }));
  }
  return [];
}

function fieldText(value: unknown): string {
  if (value === null) return NONE;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > FIELD_LENGTH_MAX ? `${text.slice(0, FIELD_LENGTH_MAX - 1)}…` : text;
}

/** The broker, every consumer with what it owns, and the producers. */
export function nodesInWords(state: KafkaGroupState, t: Translate): readonly NodeInWords[] {
  const { phase, generation } = state.group;
  return [
    {
      id: BROKER,
      name: BROKER,
      state: 'leader',
      role: t('kafka-group.node.roles.broker'),
      facts: `${t(`kafka-group.node.phases.${phase}`)} · ${t('kafka-group.node.generation', { generation })}`,
    },
    ...state.consumers.map(
      (consumer): NodeInWords => ({
        id: consumer.id,
        name: consumer.id,
        state: stateOf(consumer),
        role: t(`kafka-group.node.standings.${standingOf(consumer)}`),
        facts: ownedText(consumer, t),
      }),
    ),
    ...state.producers.map(
      ({ id }): NodeInWords => ({
        id,
        name: id,
        state: 'request',
        role: t('kafka-group.node.roles.producer'),
        facts: rateText(state.config.recordsPerSecond, t),
      }),
    ),
  ];
}

export function rateText(recordsPerSecond: number, t: Translate): string {
  return recordsPerSecond === 0
    ? t('kafka-group.node.onDemand')
    : t('kafka-group.node.rate', { count: recordsPerSecond });
}

function ownedText({ memory }: Consumer, t: Translate): string {
  return memory === null || memory.owned.length === 0
    ? t('kafka-group.node.ownsNothing')
    : t('kafka-group.node.owns', { partitions: partitionsText(memory.owned) });
}

function stateOf(consumer: Consumer): LabState {
  const standing = standingOf(consumer);
  if (standing === 'down') return 'crashed';
  if (standing === 'paused') return 'paused';
  return standing === 'working' || standing === 'committing' || standing === 'polling' ? 'follower' : 'candidate';
}
