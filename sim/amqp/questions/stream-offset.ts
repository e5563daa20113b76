import { firstGood, pick, questionRandom } from '../../core/draw';
import { type Difficulty, type QuestionGenerator, type QuestionOption, refutesBeliefs } from '../../core/question';
import type { Random } from '../../core/random';
import type { AmqpCommand } from '../command';
import type { AmqpConfig } from '../config';
import { at, type WrittenCommand } from '../script';
import { spot } from '../spots';
import { carriedOn, recordStory, runStory, type Story, story } from './history';
import type { Misconception } from './misconceptions';

const SALT = 35;
const STREAM = 'events';
const READER = 'report';
/** Reads everything before the one that is asked about. */
const OTHER = 'audit';

type Offset = 'last' | 'next' | number;

interface Drawn {
  readonly difficulty: Difficulty;
  readonly offset: Offset;
  /** The number in the first message's name: names do not tell offsets. */
  readonly first: number;
  /** Messages in the stream before the reader comes; of the last difficulty, those that it is given before it crashes. */
  readonly before: number;
  /** Those that come while it is down. */
  readonly missed: number;
  /** Those that come when it is there (again). */
  readonly after: number;
}

/**
 * What is a reader of a stream given, by its x-stream-offset? Nothing that anybody acknowledges leaves a stream, and the broker keeps
 * no place for a consumer of AMQP 0-9-1. 1: it comes late; 2: another one has read and acknowledged all by then; 3: it crashes,
 * starts again with the same offset, and what it is given from then on is asked.
 */
export const streamOffset: QuestionGenerator<AmqpConfig, AmqpCommand, 'stream-offset'> = {
  id: 'stream-offset',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const { drawn, question, proof } = firstGood(() => {
      const drawn = draw(difficulty, random);
      const proof = play(drawn, 'stream');
      const given = givenIn(drawn, proof);
      if (given.length === 0 || given.length === totalOf(drawn)) return null;
      const question = askedAbout(drawn, given);
      return refutesBeliefs(question) ? { drawn, question, proof } : null;
    });
    const recording = recordStory(proof);
    const step = deliveriesIn(drawn, proof).at(-1);
    const { before, missed } = drawn;
    return {
      stem: {
        key: `questions.stream-offset.stem.${['late', 'second', 'again'][difficulty - 1]}`,
        values: {
          stream: STREAM,
          reader: READER,
          other: OTHER,
          offset: String(drawn.offset),
          before: rangeOf(drawn, 1, before),
          missed: rangeOf(drawn, before + 1, before + missed),
          after: rangeOf(drawn, before + missed + 1, totalOf(drawn)),
        },
      },
      picture: recordStory(untilAsked(drawn, 'stream')),
      ...question,
      proof: { recording, step: step?.step ?? recording.end.step, tick: step?.tick ?? recording.end.tick },
    };
  },
};

function draw(difficulty: Difficulty, random: Random): Drawn {
  const before = 2 + random.below(2);
  const missed = difficulty === 3 ? 1 + random.below(2) : 0;
  const after = difficulty === 3 ? 1 : 1 + random.below(2);
  const numbers = Array.from({ length: before - 1 }, (_, index) => index + 1);
  const offset = pick<Offset>(
    difficulty === 1 ? ['last', 'next', ...numbers] : difficulty === 2 ? ['last', ...numbers] : ['next', ...numbers],
    random,
  );
  return { difficulty, offset, first: 2 + random.below(60), before, missed, after };
}

function totalOf({ before, missed, after }: Drawn): number {
  return before + missed + after;
}

/** `m1, m2`. */
function rangeOf(drawn: Drawn, from: number, to: number): string {
  return bodies(drawn, from, to).join(', ');
}

/** The messages from the one to the other, counted from 1. */
function bodies({ first }: Drawn, from: number, to: number): readonly string[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => `m${first + from - 1 + index}`);
}

function publish(body: string): WrittenCommand {
  return { type: 'publish', routingKey: STREAM, body };
}

/** A queue that is none takes no offset. */
function reader(client: string, offset: Offset | 'first', place: number, kind: Kind): WrittenCommand {
  const streamOffset = kind === 'stream' ? offset : null;
  const options = { queue: STREAM, streamOffset, prefetchCount: 10, serviceMinMs: 5, serviceMaxMs: 5 };
  return { type: 'addConsumer', client, place: spot('consumer', place), options };
}

function published(so: Story, messages: readonly string[]): Story {
  return messages.reduce((played, body) => carriedOn(played, [publish(body)], 200), so);
}

type Kind = 'stream' | 'classic';

/** Up to the moment that the question is about. */
function untilAsked(drawn: Drawn, kind: Kind): Story {
  const { difficulty, offset, before, missed } = drawn;
  const declare = {
    type: 'declareQueue',
    queue: STREAM,
    arguments: { 'x-queue-type': kind },
    place: spot('queue', 0.5),
  } as const;
  const begun = story(at(0, declare), 100);
  if (difficulty === 1) return published(begun, bodies(drawn, 1, before));
  const first = difficulty === 2 ? reader(OTHER, 'first', 0, kind) : reader(READER, offset, 0.5, kind);
  const read = published(carriedOn(begun, [first], 300), bodies(drawn, 1, before));
  if (difficulty === 2) return read;
  const down = carriedOn(read, [{ type: 'crashClient', client: READER }], 400);
  return published(down, bodies(drawn, before + 1, before + missed));
}

/** The whole story, in a stream or, as some believe, in what deals out messages and forgets them. */
function play(drawn: Drawn, kind: Kind): Story {
  const asked = untilAsked(drawn, kind);
  const { difficulty, offset, before, missed } = drawn;
  const comes: WrittenCommand =
    difficulty === 3
      ? { type: 'restartClient', client: READER }
      : reader(READER, offset, difficulty === 1 ? 0.5 : 1.2, kind);
  const there = carriedOn(asked, [comes], 500);
  const all = published(there, bodies(drawn, before + missed + 1, totalOf(drawn)));
  return { ...all, endMs: all.endMs + 300 };
}

/** The deliveries to the reader since the moment that the question is about. */
function deliveriesIn(drawn: Drawn, proof: Story) {
  const since = recordStory(untilAsked(drawn, 'stream')).end.tick;
  return runStory(proof).records.filter(
    ({ tick, trace }) =>
      tick >= since && trace.some(({ kind, actor, data }) => isDelivery(kind, data) && actor === READER),
  );
}

function isDelivery(kind: string, data: { readonly frame?: unknown } | undefined): boolean {
  return kind === 'receive' && data?.frame === 'basic.deliver';
}

function givenIn(drawn: Drawn, proof: Story): readonly string[] {
  const given = new Set(
    deliveriesIn(drawn, proof).flatMap(({ trace }) =>
      trace.flatMap(({ actor, data }) => (actor === READER ? [String(Object(data).body)] : [])),
    ),
  );
  return bodies(drawn, 1, totalOf(drawn)).filter((body) => given.has(body));
}

function askedAbout(drawn: Drawn, given: readonly string[]) {
  const all = bodies(drawn, 1, totalOf(drawn));
  // A belief that would be right here is not what the question puts right.
  const beliefs = beliefsAbout(drawn).filter(({ picks }) => picks.length > 0 && picks.join() !== given.join());
  const kind = typeof drawn.offset === 'number' ? 'number' : drawn.offset;
  const options = all.map((body): QuestionOption => {
    const isRight = given.includes(body);
    const belief = beliefs.find(({ picks }) => picks.includes(body));
    return {
      id: body,
      label: { verbatim: body },
      feedback: {
        key: `questions.stream-offset.${isRight ? 'given' : 'notGiven'}`,
        values: { message: body, reader: READER, kind, offset: String(drawn.offset), place: all.indexOf(body) },
      },
      misconception: isRight ? null : (belief?.id ?? 'amqp-stream-reads-all'),
    };
  });
  const believed = beliefs.map(({ id, picks }) => ({ misconception: id, answer: picks }));
  return { form: { type: 'multiple' as const, options, right: given }, believed };
}

interface BeliefAbout {
  readonly id: Misconception;
  readonly picks: readonly string[];
}

/** What it would be given if each belief were true. */
function beliefsAbout(drawn: Drawn): readonly BeliefAbout[] {
  const { difficulty, offset, before, missed } = drawn;
  const total = totalOf(drawn);
  const later = bodies(drawn, before + missed + 1, total);
  const beliefs: BeliefAbout[] = [];
  // Off by one is a wrong option of four: with more of them it would not cost half.
  if (typeof offset === 'number' && total === 4)
    beliefs.push({ id: 'amqp-stream-offset-from-one', picks: bodies(drawn, offset, total) });
  if (difficulty === 3)
    beliefs.push({ id: 'amqp-stream-remembers-the-reader', picks: bodies(drawn, before + 1, total) });
  if (difficulty === 2) beliefs.push({ id: 'amqp-stream-is-a-queue', picks: givenIn(drawn, play(drawn, 'classic')) });
  beliefs.push(
    { id: 'amqp-stream-only-new', picks: later },
    { id: 'amqp-stream-reads-all', picks: bodies(drawn, 1, total) },
  );
  return beliefs;
}
