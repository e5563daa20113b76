import type { PredictionText, Translate } from '@/components/lab-shell/lab-view';
import type { RedisStreamsPredictionId } from '@/sim/redis-streams/predictions';

/** The options in words, in the order they are shown. */
const optionLabels = {
  'who-is-woken': () => ({ 'worker-1': 'worker-1', 'worker-2': 'worker-2', 'worker-3': 'worker-3' }),
  'pending-after-crash': () => ({ 0: '0', 1: '1', 2: '2', 4: '4' }),
  'who-rescues': (t) => ({
    'worker-1': 'worker-1',
    rescuer: 'rescuer',
    nobody: t('redis-streams.predictions.who-rescues.options.nobody'),
  }),
  'late-ack': (t) => ({
    0: '(integer) 0',
    1: '(integer) 1',
    error: t('redis-streams.predictions.late-ack.options.error'),
  }),
  'lag-at-the-limit': (t) => ({
    grows: t('redis-streams.predictions.lag-at-the-limit.options.grows'),
    stays: t('redis-streams.predictions.lag-at-the-limit.options.stays'),
    unknown: t('redis-streams.predictions.lag-at-the-limit.options.unknown'),
  }),
  'after-reconnect': (t) => ({
    none: t('redis-streams.predictions.after-reconnect.options.none'),
    some: t('redis-streams.predictions.after-reconnect.options.some'),
    all: t('redis-streams.predictions.after-reconnect.options.all'),
  }),
  'poison-ends': (t) => ({
    buried: t('redis-streams.predictions.poison-ends.options.buried'),
    acknowledged: t('redis-streams.predictions.poison-ends.options.acknowledged'),
    deleted: t('redis-streams.predictions.poison-ends.options.deleted'),
    'for-ever': t('redis-streams.predictions.poison-ends.options.for-ever'),
  }),
} satisfies Record<RedisStreamsPredictionId, (t: Translate) => Readonly<Record<string, string>>>;

function isPredictionId(id: string): id is RedisStreamsPredictionId {
  return Object.hasOwn(optionLabels, id);
}

/** A prediction in words. Throws for an id that is none. */
export function predictionText(id: string, t: Translate): PredictionText {
  if (!isPredictionId(id)) throw new Error(`there is no prediction "${id}"`);
  return {
    question: t(`redis-streams.predictions.${id}.question`),
    options: Object.entries(optionLabels[id](t)).map(([option, label]) => ({ id: option, label })),
    explanation: t(`redis-streams.predictions.${id}.explanation`),
  };
}
