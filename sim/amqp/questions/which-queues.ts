import type { Difficulty, QuestionGenerator, QuestionOption } from '../../core/question';
import type { Random } from '../../core/random';
import { alignTopic } from '../broker/topic';
import type { AmqpCommand } from '../command';
import type { AmqpConfig } from '../config';
import { at, type WrittenCommand } from '../script';
import { spot } from '../spots';
import {
  carriedOn,
  drawUntil,
  pick,
  questionRandom,
  recordStory,
  runStory,
  type Story,
  shuffled,
  story,
} from './history';
import type { Misconception } from './misconceptions';

const SALT = 31;
const EXCHANGE = 'shop';
const ALTERNATE = 'rest';
const ONWARD = 'audit';

interface Bound {
  readonly queue: string;
  readonly source: string;
  readonly key: string;
}

interface Drawn {
  readonly type: 'topic' | 'direct';
  readonly bindings: readonly Bound[];
  /** The key with which a second exchange is bound to the first; null: there is none. */
  readonly onwardKey: string | null;
  readonly hasAlternate: boolean;
  readonly key: string;
}

const words = ['order', 'refund', 'paid', 'created', 'kr', 'us'] as const;

/**
 * Which queues does a message with this routing key reach? 1: a topic exchange with plain patterns; 2: patterns in which `#`
 * stands for no words at all, or a direct exchange whose binding keys look like patterns; 3: through a second exchange, or an
 * alternate one.
 */
export const whichQueues: QuestionGenerator<AmqpConfig, AmqpCommand, 'which-queues'> = {
  id: 'which-queues',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { drawn, picture, proof, reached, step } = drawUntil(() => {
      const drawn = draw(difficulty, random);
      const picture = build(drawn);
      const proof = carriedOn(picture, [{ type: 'publish', exchange: EXCHANGE, routingKey: drawn.key }], 500);
      const routed = runStory(proof).records.find(({ trace }) => trace.some(({ kind }) => kind === 'routed'));
      const queues = routed?.trace.find(({ kind }) => kind === 'routed')?.data?.queues;
      const reached = Array.isArray(queues) ? queues.map(String) : [];
      if (routed === undefined || reached.length === 0 || reached.length === queuesOf(drawn).length) return null;
      return { drawn, picture, proof, reached, step: routed };
    });
    const options = queuesOf(drawn).map((queue) => optionFor(queue, drawn, reached));
    return {
      stem: {
        key: `questions.which-queues.stem.${drawn.type}`,
        values: { exchange: EXCHANGE, key: drawn.key, bindings: textOf(drawn) },
      },
      picture: recordStory(picture),
      form: { type: 'multiple', options, right: queuesOf(drawn).filter((queue) => reached.includes(queue)) },
      proof: { recording: recordStory(proof), step: step.step, tick: step.tick },
    };
  },
};

function queuesOf({ bindings }: Drawn): readonly string[] {
  return [...new Set(bindings.map(({ queue }) => queue))];
}

/** The bindings in one line, the same in every language: `orders ← shop: order.*`. */
function textOf({ bindings, onwardKey, hasAlternate }: Drawn): string {
  const lines = bindings.map(({ queue, source, key }) => `${queue} ← ${source}${key === '' ? '' : `: ${key}`}`);
  if (onwardKey !== null) lines.unshift(`${ONWARD} ← ${EXCHANGE}: ${onwardKey}`);
  if (hasAlternate) lines.unshift(`${EXCHANGE}: alternate-exchange = ${ALTERNATE}`);
  return lines.join(' · ');
}

function drawKey(random: Random): string {
  const count = 1 + random.below(3);
  return Array.from({ length: count }, () => pick(words, random)).join('.');
}

/** A pattern made from the key, so that it nearly or truly matches. */
function drawPattern(key: string, difficulty: Difficulty, random: Random): string {
  if (random.chance(1, 6)) return shuffled(key.split('.'), random).join('.');
  const parts = (random.chance(3, 4) ? key : drawKey(random)).split('.');
  const pattern = parts.map((word) => {
    if (random.chance(1, 3)) return '*';
    return random.chance(1, 6) ? pick(words, random) : word;
  });
  if (random.chance(1, 3)) pattern.pop();
  const hashes = difficulty === 1 ? 3 : 2;
  if (random.chance(1, hashes)) pattern.splice(random.below(pattern.length + 1), 0, '#');
  else if (random.chance(1, 4)) pattern.push('*');
  return pattern.length === 0 ? '#' : pattern.join('.');
}

function draw(difficulty: Difficulty, random: Random): Drawn {
  const type = difficulty === 2 && random.chance(1, 3) ? 'direct' : 'topic';
  const key = drawKey(random);
  const names = shuffled(['orders', 'korea', 'mail', 'paid', 'us', 'stats'], random).slice(0, difficulty === 1 ? 4 : 5);
  const onwards = difficulty === 3 && random.chance(1, 2);
  const hasAlternate = difficulty === 3 && !onwards;
  const bindings = names.map((queue, index): Bound => {
    const isBehind = difficulty === 3 && index >= names.length - 2;
    if (isBehind && hasAlternate) return { queue, source: ALTERNATE, key: '' };
    const source = isBehind ? ONWARD : EXCHANGE;
    const usesKey = type === 'direct' && random.chance(1, 3);
    return { queue, source, key: usesKey ? key : drawPattern(key, difficulty, random) };
  });
  return { type, bindings, onwardKey: onwards ? drawPattern(key, difficulty, random) : null, hasAlternate, key };
}

function build({ type, bindings, onwardKey, hasAlternate }: Drawn): Story {
  const more = hasAlternate ? { 'alternate-exchange': ALTERNATE } : {};
  const commands: WrittenCommand[] = [
    { type: 'declareExchange', exchange: EXCHANGE, exchangeType: type, arguments: more, place: spot('exchange', 1) },
  ];
  if (hasAlternate) {
    commands.push({
      type: 'declareExchange',
      exchange: ALTERNATE,
      exchangeType: 'fanout',
      place: spot('exchange', 3.5),
    });
  }
  if (onwardKey !== null) {
    commands.push(
      { type: 'declareExchange', exchange: ONWARD, exchangeType: 'topic', place: spot('exchange', 3.5) },
      { type: 'bind', source: EXCHANGE, destinationType: 'exchange', destination: ONWARD, routingKey: onwardKey },
    );
  }
  for (const [row, { queue, source, key }] of bindings.entries()) {
    commands.push(
      { type: 'declareQueue', queue, place: spot('queue', row) },
      { type: 'bind', source, destinationType: 'queue', destination: queue, routingKey: key },
    );
  }
  return story(at(0, ...commands), 100);
}

function optionFor(queue: string, drawn: Drawn, reached: readonly string[]): QuestionOption {
  const bound = drawn.bindings.find((each) => each.queue === queue) ?? { queue, source: EXCHANGE, key: '' };
  const isRight = reached.includes(queue);
  const how = bound.source === EXCHANGE ? 'direct' : bound.source === ALTERNATE ? 'alternate' : 'onward';
  return {
    id: queue,
    label: { verbatim: queue },
    feedback: {
      key: `questions.which-queues.${how}.${isRight ? 'reached' : 'missed'}`,
      values: { queue, binding: bound.key, key: drawn.key, onward: drawn.onwardKey ?? '' },
    },
    misconception: isRight ? null : beliefIn(bound, drawn),
  };
}

/** The first belief under which the message would get there. */
function beliefIn({ source, key: pattern, queue }: Bound, { key, type }: Drawn): Misconception {
  if (source === ALTERNATE) return 'amqp-alternate-gets-a-copy';
  if (type === 'direct' && alignTopic(pattern, key).matched) return 'amqp-direct-reads-patterns';
  if (alignTopic(pattern.replaceAll('*', '#'), key).matched) return 'amqp-star-matches-many';
  if (key.startsWith(pattern)) return 'amqp-pattern-is-prefix';
  const sorted = (text: string) => text.split('.').sort().join('.');
  if (sorted(pattern) === sorted(key)) return 'amqp-words-in-any-order';
  return key.split('.').includes(queue) ? 'amqp-key-names-the-queue' : 'amqp-every-bound-queue';
}
