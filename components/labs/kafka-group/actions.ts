import { DoorOpen, Flame, Pause, Play, Power, Rabbit, Turtle, Unplug, UserPlus } from 'lucide-react';
import type { NodeAction, Translate } from '@/components/lab-shell/lab-view';
import type { KafkaGroupCommand } from '@/sim/kafka-group/command';
import { CONSUMER_IDS, type ConsumerId } from '@/sim/kafka-group/config';
import { BROKER } from '@/sim/kafka-group/network';
import { type Consumer, isRunning, type KafkaGroupState } from '@/sim/kafka-group/state';

type Action = NodeAction<KafkaGroupState, KafkaGroupCommand>;

/** A slowed consumer's milliseconds on each record. */
export const SLOW_SERVICE_MS = 400;
const BURST = 10;

function consumerId(nodeId: string): ConsumerId {
  const id = CONSUMER_IDS.find((each) => each === nodeId);
  if (id === undefined) throw new Error(`"${nodeId}" is no consumer`);
  return id;
}

function ofConsumer(reason: (consumer: Consumer, t: Translate) => string | null): Action['refusal'] {
  return ({ consumers }, nodeId, t) => {
    const consumer = consumers.find(({ id }) => id === nodeId);
    return consumer === undefined ? t('kafka-group.actions.noConsumer') : reason(consumer, t);
  };
}

const needsAwake = ofConsumer((consumer, t) => {
  if (!isRunning(consumer)) return t('kafka-group.actions.isDown');
  if (consumer.inbox !== null) return t('kafka-group.actions.isPaused');
  return null;
});

/** What a person can do: to consumers, to producers, and to the group at its broker. */
export const actions: readonly Action[] = [
  {
    id: 'crash',
    key: 'c',
    icon: Unplug,
    inToolbar: true,
    label: (t) => t('kafka-group.actions.crash'),
    command: (nodeId) => ({ type: 'crash', consumer: consumerId(nodeId) }),
    refusal: ofConsumer((consumer, t) => (isRunning(consumer) ? null : t('kafka-group.actions.isDown'))),
  },
  {
    id: 'restart',
    key: 'r',
    icon: Power,
    inToolbar: true,
    label: (t) => t('kafka-group.actions.restart'),
    command: (nodeId) => ({ type: 'restart', consumer: consumerId(nodeId) }),
    refusal: ofConsumer((consumer, t) => (isRunning(consumer) ? t('kafka-group.actions.isRunning') : null)),
  },
  {
    id: 'close',
    key: 'x',
    icon: DoorOpen,
    inToolbar: true,
    label: (t) => t('kafka-group.actions.close'),
    command: (nodeId) => ({ type: 'close', consumer: consumerId(nodeId) }),
    refusal: (state, nodeId, t) => needsAwake(state, nodeId, t) ?? refuseClosing(state, nodeId, t),
  },
  {
    id: 'pause',
    key: 'p',
    icon: Pause,
    inToolbar: true,
    label: (t) => t('kafka-group.actions.pause'),
    command: (nodeId) => ({ type: 'pause', consumer: consumerId(nodeId) }),
    refusal: needsAwake,
  },
  {
    id: 'resume',
    key: 'p',
    icon: Play,
    inToolbar: false,
    label: (t) => t('kafka-group.actions.resume'),
    command: (nodeId) => ({ type: 'resume', consumer: consumerId(nodeId) }),
    refusal: ofConsumer(({ inbox }, t) => (inbox === null ? t('kafka-group.actions.notPaused') : null)),
  },
  {
    id: 'slow',
    key: 's',
    icon: Turtle,
    inToolbar: false,
    label: (t) => t('kafka-group.actions.slow', { ms: SLOW_SERVICE_MS }),
    command: (nodeId) => ({ type: 'slow', consumer: consumerId(nodeId), serviceMs: SLOW_SERVICE_MS }),
    refusal: ofConsumer(({ serviceMs }, t) => (serviceMs === null ? null : t('kafka-group.actions.isSlow'))),
  },
  {
    id: 'fast',
    key: 's',
    icon: Rabbit,
    inToolbar: false,
    label: (t) => t('kafka-group.actions.fast'),
    command: (nodeId) => ({ type: 'slow', consumer: consumerId(nodeId), serviceMs: null }),
    refusal: ofConsumer(({ serviceMs }, t) => (serviceMs === null ? t('kafka-group.actions.isUsual') : null)),
  },
  {
    id: 'produce',
    key: 'a',
    icon: Flame,
    inToolbar: true,
    label: (t) => t('kafka-group.actions.produce', { count: BURST }),
    command: (nodeId, { producers }) => ({
      type: 'produce',
      producer: producers.findIndex(({ id }) => id === nodeId) + 1,
      count: BURST,
    }),
    refusal: ({ producers }, nodeId, t) =>
      producers.some(({ id }) => id === nodeId) ? null : t('kafka-group.actions.noProducer'),
  },
  {
    id: 'addConsumer',
    key: 'a',
    icon: UserPlus,
    inToolbar: true,
    label: (t) => t('kafka-group.actions.addConsumer'),
    command: () => ({ type: 'addConsumer' }),
    refusal: ({ consumers }, nodeId, t) => {
      if (nodeId !== BROKER) return t('kafka-group.actions.noBroker');
      return consumers.length < CONSUMER_IDS.length ? null : t('kafka-group.actions.full');
    },
  },
];

function refuseClosing({ consumers }: KafkaGroupState, nodeId: string, t: Translate): string | null {
  const consumer = consumers.find(({ id }) => id === nodeId);
  return consumer?.memory?.isClosing === true ? t('kafka-group.actions.isClosing') : null;
}
