import type { PredictionText, Translate } from '@/components/lab-shell/lab-view';
import type { AmqpPredictionId } from '@/sim/amqp/predictions';

/** The options in words, in the order they are shown. */
const optionLabels = {
  'who-gets-the-fourth': () => ({ slow: 'slow', fast: 'fast' }),
  'where-the-rejected-goes': (t) => ({
    jobs: t('amqp.predictions.where-the-rejected-goes.options.jobs'),
    'jobs.wait': 'jobs.wait',
    nowhere: t('amqp.predictions.where-the-rejected-goes.options.nowhere'),
  }),
  'after-the-crash': (t) => ({
    'celery-1': 'celery-1',
    'celery-2': 'celery-2',
    nobody: t('amqp.predictions.after-the-crash.options.nobody'),
  }),
  'how-often-the-poison-kills': (t) => ({
    1: t('amqp.predictions.how-often-the-poison-kills.options.1'),
    2: t('amqp.predictions.how-often-the-poison-kills.options.2'),
    3: t('amqp.predictions.how-often-the-poison-kills.options.3'),
    forever: t('amqp.predictions.how-often-the-poison-kills.options.forever'),
  }),
  'what-the-helper-gets': helping,
  'what-the-helper-gets-with-prefetch': helping,
  'payments-without-confirms': paying,
  'payments-with-confirms': paying,
  'without-a-majority': (t) => ({
    confirmed: t('amqp.predictions.without-a-majority.options.confirmed'),
    refused: t('amqp.predictions.without-a-majority.options.refused'),
    waits: t('amqp.predictions.without-a-majority.options.waits'),
  }),
} satisfies Record<AmqpPredictionId, (t: Translate) => Readonly<Record<string, string>>>;

function helping(t: Translate) {
  return {
    waiting: t('amqp.predictions.what-the-helper-gets.options.waiting'),
    new: t('amqp.predictions.what-the-helper-gets.options.new'),
    nothing: t('amqp.predictions.what-the-helper-gets.options.nothing'),
  };
}

function paying(t: Translate) {
  return {
    lost: t('amqp.predictions.payments-without-confirms.options.lost'),
    kept: t('amqp.predictions.payments-without-confirms.options.kept'),
    'sent-again': t('amqp.predictions.payments-without-confirms.options.sent-again'),
  };
}

function isPredictionId(id: string): id is AmqpPredictionId {
  return Object.hasOwn(optionLabels, id);
}

/** A prediction in words. Throws for an id that is none. */
export function predictionText(id: string, t: Translate): PredictionText {
  if (!isPredictionId(id)) throw new Error(`there is no prediction "${id}"`);
  return {
    question: t(`amqp.predictions.${id}.question`),
    options: Object.entries(optionLabels[id](t)).map(([option, label]) => ({ id: option, label })),
    explanation: t(`amqp.predictions.${id}.explanation`),
  };
}
