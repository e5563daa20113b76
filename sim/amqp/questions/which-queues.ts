import { firstGood, pick, questionRandom, shuffled } from '../../core/draw';
import {
  type BelievedAnswer,
  type Difficulty,
  type QuestionGenerator,
  type QuestionOption,
  refutesBeliefs,
} from '../../core/question';
import type { Random } from '../../core/random';
import { alignTopic } from '../broker/topic';
import type { AmqpCommand } from '../command';
import type { AmqpConfig } from '../config';
import { at, type WrittenCommand } from '../script';
import { spot } from '../spots';
import { carriedOn, recordStory, runStory, type Story, story } from './history';
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
 * alternate one. Since revision 2 what a difficulty is about decides: whoever misreads it is wrong about half of the queues or more.
 */
export const whichQueues: QuestionGenerator<AmqpConfig, AmqpCommand, 'which-queues'> = {
  id: 'which-queues',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const { drawn, picture, proof, reached, step } = firstGood(() => {
      const drawn = draw(difficulty, revision === 1 && difficulty > 1 ? 5 : 4, random);
      const picture = build(drawn);
      const proof = carriedOn(picture, [{ type: 'publish', exchange: EXCHANGE, routingKey: drawn.key }], 500);
      const routed = runStory(proof).records.find(({ trace }) => trace.some(({ kind }) => kind === 'routed'));
      const queues = routed?.trace.find(({ kind }) => kind === 'routed')?.data?.queues;
      const reached = Array.isArray(queues) ? queues.map(String) : [];
      if (routed === undefined || reached.length === 0 || reached.length === queuesOf(drawn).length) return null;
      if (revision > 1 && !refutesBeliefs(askedAbout(drawn, reached, difficulty))) return null;
      return { drawn, picture, proof, reached, step: routed };
    });
    return {
      stem: {
        key: `questions.which-queues.stem.${drawn.type}`,
        values: { exchange: EXCHANGE, key: drawn.key, bindings: textOf(drawn) },
      },
      picture: recordStory(picture),
      ...askedAbout(drawn, reached, difficulty),
      proof: { recording: recordStory(proof), step: step.step, tick: step.tick },
    };
  },
};

function askedAbout(drawn: Drawn, reached: readonly string[], difficulty: Difficulty) {
  const queues = queuesOf(drawn);
  const options = queues.map((queue) => optionFor(queue, drawn, reached));
  const right = queues.filter((queue) => reached.includes(queue));
  return { form: { type: 'multiple' as const, options, right }, believed: believedOf(drawn, reached, difficulty) };
}

type Matches = (pattern: string, key: string) => boolean;

const matchesTopic: Matches = (pattern, key) => alignTopic(pattern, key).matched;

/** The queues that would get the message if bindings were read by `matches`; `passes`: the second exchange gets everything. */
function reachedIf({ bindings, onwardKey, hasAlternate, key }: Drawn, matches: Matches, passes = false): string[] {
  const isOnward = onwardKey !== null && (passes || matches(onwardKey, key));
  const taken = bindings.filter(({ source, key: pattern }) => {
    if (source === EXCHANGE) return matches(pattern, key);
    return source === ONWARD && isOnward && matchesTopic(pattern, key);
  });
  const isUnrouted = hasAlternate && taken.length === 0;
  const found = isUnrouted ? bindings.filter(({ source }) => source === ALTERNATE) : taken;
  return found.map(({ queue }) => queue);
}

/** Whoever goes by bindings alone, and whoever misreads what the difficulty is about. */
function believedOf(drawn: Drawn, reached: readonly string[], difficulty: Difficulty): readonly BelievedAnswer[] {
  const every = { misconception: 'amqp-every-bound-queue', answer: queuesOf(drawn) };
  const starIsHash: Matches = (pattern, key) => matchesTopic(pattern.replaceAll('*', '#'), key);
  const hashTakesOne: Matches = (pattern, key) => matchesTopic(pattern.replaceAll('#', '*.#'), key);
  if (difficulty === 1) {
    return [every, { misconception: 'amqp-star-matches-many', answer: reachedIf(drawn, starIsHash) }];
  }
  if (drawn.type === 'direct') {
    return [every, { misconception: 'amqp-direct-reads-patterns', answer: reachedIf(drawn, matchesTopic) }];
  }
  if (difficulty === 2) {
    return [every, { misconception: 'amqp-hash-needs-a-word', answer: reachedIf(drawn, hashTakesOne) }];
  }
  if (drawn.onwardKey !== null) {
    return [every, { misconception: 'amqp-second-exchange-gets-all', answer: reachedIf(drawn, matchesTopic, true) }];
  }
  const behind = drawn.bindings.filter(({ source }) => source === ALTERNATE).map(({ queue }) => queue);
  if (behind.some((queue) => reached.includes(queue))) return [every];
  return [every, { misconception: 'amqp-alternate-gets-a-copy', answer: [...reached, ...behind] }];
}

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

function draw(difficulty: Difficulty, queues: number, random: Random): Drawn {
  const type = difficulty === 2 && random.chance(1, 3) ? 'direct' : 'topic';
  const key = drawKey(random);
  const names = shuffled(['orders', 'korea', 'mail', 'paid', 'us', 'stats'], random).slice(0, queues);
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
      values: {
        queue,
        binding: bound.key,
        key: drawn.key,
        onward: drawn.onwardKey ?? '',
        why: isRight ? 'other' : beliefIn(bound, drawn).replaceAll('-', '_'),
      },
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
