import { firstGood, questionRandom } from '../../core/draw';
import { type Difficulty, type QuestionGenerator, type QuestionOption, refutesBeliefs } from '../../core/question';
import type { Random } from '../../core/random';
import type { AmqpCommand } from '../command';
import type { AmqpConfig } from '../config';
import { at, type WrittenCommand } from '../script';
import { spot } from '../spots';
import { type AmqpState, findClient } from '../state';
import { carriedOn, recordStory, runStory, type Story, story } from './history';
import type { Misconception } from './misconceptions';

const SALT = 32;
const QUEUE = 'tasks';

interface Drawn {
  /** Of each consumer in the order in which they subscribed: its prefetch, 0 for none. */
  readonly prefetches: readonly number[];
  readonly messages: number;
  /** Messages that wait already when the consumers come. */
  readonly waiting: number;
  /** Crashes at the end; null: nobody. */
  readonly crashes: string | null;
  readonly asked: string;
}

/**
 * Which messages does this consumer hold, delivered and not acknowledged, when all has come to rest? Nobody acknowledges.
 * 1: one consumer and its prefetch; 2: two or three take turns until each is full; 3: one of them crashes after that.
 * Since revision 2 none of the ways to overlook the prefetch, or how a queue deals out, is right about more than half.
 */
export const whatItHolds: QuestionGenerator<AmqpConfig, AmqpCommand, 'what-it-holds'> = {
  id: 'what-it-holds',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const { drawn, question, proof } = firstGood(() => {
      const drawn = draw(difficulty, revision === 1 ? 7 : 6, random);
      const proof = play(drawn);
      const { state } = runStory(proof);
      const held = heldBy(state, drawn.asked);
      if (held.length === 0 || held.length === drawn.messages) return null;
      const question = askedAbout(drawn, state, held);
      return revision > 1 && !refutesBeliefs(question) ? null : { drawn, question, proof };
    });
    const recording = recordStory(proof);
    const step = lastDelivery(proof, drawn.asked);
    const { asked, crashes, messages, waiting } = drawn;
    return {
      stem: {
        key: `questions.what-it-holds.stem.${crashes === null ? 'quiet' : 'crash'}`,
        values: {
          queue: QUEUE,
          consumer: asked,
          consumers: consumersText(drawn),
          first: `m${waiting + 1}`,
          last: `m${messages}`,
          waiting,
          crashes: crashes ?? '',
        },
      },
      picture: recordStory(before(drawn)),
      ...question,
      proof: { recording, step: step?.step ?? recording.end.step, tick: step?.tick ?? recording.end.tick },
    };
  },
};

function askedAbout(drawn: Drawn, state: AmqpState, held: readonly string[]) {
  const bodies = bodiesOf(drawn);
  const beliefs = beliefsAbout(drawn);
  const options = bodies.map((body): QuestionOption => {
    const isRight = held.includes(body);
    const belief = beliefs.find(({ picks }) => picks.includes(body));
    const holder = nameAll(drawn.prefetches.length).find((id) => heldBy(state, id).includes(body));
    return {
      id: body,
      label: { verbatim: body },
      feedback: {
        key: `questions.what-it-holds.${isRight ? 'held' : 'notHeld'}`,
        values: {
          message: body,
          consumer: drawn.asked,
          where: holder === undefined ? 'queue' : 'other',
          holder: holder ?? '',
        },
      },
      misconception: isRight ? null : (belief?.id ?? 'amqp-consumers-each-get-all'),
    };
  });
  const right = bodies.filter((body) => held.includes(body));
  // One consumer alone is first and last; who gets a share when one crashes is what the last difficulty is about.
  const isOrderAsked = drawn.prefetches.length > 1 && drawn.crashes === null;
  const believed = beliefs
    .filter(({ id }) => isOrderAsked || id !== 'amqp-first-consumer-fills-first')
    .map(({ id, holds }) => ({ misconception: id, answer: holds }));
  return { form: { type: 'multiple' as const, options, right }, believed };
}

function draw(difficulty: Difficulty, messagesMax: number, random: Random): Drawn {
  const count = difficulty === 1 ? 1 : difficulty === 2 ? 2 + random.below(2) : 2;
  const prefetches = Array.from({ length: count }, () => 1 + random.below(difficulty === 3 ? 4 : 3));
  const names = nameAll(prefetches.length);
  const crashes = difficulty === 3 ? (names[random.below(count)] ?? null) : null;
  const left = names.filter((name) => name !== crashes);
  const asked = left[random.below(left.length)] ?? 'c1';
  const messages = 4 + random.below(messagesMax - 3);
  const waiting = difficulty === 2 && random.chance(1, 2) ? 1 + random.below(messages - 1) : 0;
  return { prefetches, messages, waiting, crashes, asked };
}

function nameAll(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `c${index + 1}`);
}

function bodiesOf({ messages }: Drawn): string[] {
  return Array.from({ length: messages }, (_, index) => `m${index + 1}`);
}

/** `c1: prefetch 2 · c2: prefetch 1`. */
function consumersText({ prefetches }: Drawn): string {
  return prefetches.map((prefetch, index) => `c${index + 1}: prefetch ${prefetch}`).join(' · ');
}

function publish(body: string): WrittenCommand {
  return { type: 'publish', routingKey: QUEUE, body };
}

/** The queue with what waits in it. The consumers, who would take it at once, stand there paused from before they subscribe. */
function before(drawn: Drawn): Story {
  const declared = at(0, { type: 'declareQueue', queue: QUEUE, place: spot('queue', 0.5) });
  const waiting = at(10, ...bodiesOf(drawn).slice(0, drawn.waiting).map(publish));
  if (drawn.waiting > 0) return story([...declared, ...waiting], 50);
  return story([...declared, ...subscribe(drawn, 50)], 200);
}

function subscribe({ prefetches }: Drawn, fromMs: number): Story['commands'] {
  return prefetches.flatMap((prefetchCount, index) =>
    at(fromMs + index, {
      type: 'addConsumer',
      client: `c${index + 1}`,
      place: spot('consumer', index),
      options: { queue: QUEUE, prefetchCount, ack: 'never', serviceMinMs: 100, serviceMaxMs: 100 },
    }),
  );
}

function play(drawn: Drawn): Story {
  const rest = bodiesOf(drawn).slice(drawn.waiting);
  let played = before(drawn);
  if (drawn.waiting > 0) {
    played = story([...played.commands, ...subscribe(drawn, played.endMs)], played.endMs + 300);
  }
  for (const body of rest) played = carriedOn(played, [publish(body)], 100);
  if (drawn.crashes !== null) played = carriedOn(played, [{ type: 'crashClient', client: drawn.crashes }], 400);
  return { ...played, endMs: played.endMs + 200 };
}

function heldBy(state: AmqpState, id: string): string[] {
  const client = findClient(state, id);
  return client?.kind === 'consumer' ? client.held.filter(({ isSettled }) => !isSettled).map(({ body }) => body) : [];
}

function lastDelivery(proof: Story, id: string) {
  return runStory(proof)
    .records.filter(({ trace }) =>
      trace.some(({ kind, actor, data }) => kind === 'receive' && actor === id && data?.frame === 'basic.deliver'),
    )
    .at(-1);
}

interface BeliefAbout {
  readonly id: Misconception;
  /** What the consumer would hold. */
  readonly holds: readonly string[];
  /** Whoever takes it to hold one of these believes this. */
  readonly picks: readonly string[];
}

/** What it would hold if each belief were true: found by running what would be the case then. */
function beliefsAbout(drawn: Drawn): readonly BeliefAbout[] {
  const bodies = bodiesOf(drawn);
  const quiet: Drawn = { ...drawn, crashes: null };
  const unlimited: Drawn = { ...quiet, prefetches: drawn.prefetches.map(() => 0) };
  const beliefs: BeliefAbout[] = [];
  if (drawn.crashes !== null) {
    const state = runStory(play(quiet)).state;
    const others = heldBy(state, drawn.crashes);
    const own = heldBy(state, drawn.asked);
    beliefs.push({ id: 'amqp-crash-takes-all', holds: [...own, ...others], picks: others });
  }
  const before = drawn.prefetches.slice(0, Number(drawn.asked.slice(1)) - 1).reduce((sum, each) => sum + each, 0);
  const own = drawn.prefetches[Number(drawn.asked.slice(1)) - 1] ?? 0;
  const first = bodies.slice(before, before + own);
  const dealt = heldBy(runStory(play(unlimited)).state, drawn.asked);
  beliefs.push(
    { id: 'amqp-first-consumer-fills-first', holds: first, picks: first },
    { id: 'amqp-prefetch-limits-nothing', holds: dealt, picks: dealt },
    { id: 'amqp-consumers-each-get-all', holds: bodies, picks: bodies },
  );
  return beliefs;
}
