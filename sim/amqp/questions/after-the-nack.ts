import { firstGood, questionRandom, shuffled } from '../../core/draw';
import { type BelievedAnswer, type Difficulty, type QuestionGenerator, refutesBeliefs } from '../../core/question';
import type { Random } from '../../core/random';
import { readyMessages } from '../broker/ready';
import { findQueue } from '../broker/topology';
import type { AmqpCommand } from '../command';
import type { AmqpConfig } from '../config';
import { at, type WrittenCommand } from '../script';
import { spot } from '../spots';
import { carriedOn, recordStory, runStory, type Story, story } from './history';

const SALT = 33;
const QUEUE = 'letters';

/**
 * In which order are the messages ready after a nack with requeue? 1: one message comes back to a classic queue; 2: several at
 * once (multiple), to a classic or a quorum queue; 3: one after the other, with a message published in between.
 * Since revision 2 whoever sends what comes back to the tail is wrong, and where a quorum queue gets it out of order, whoever has it
 * back in its place.
 */
export const afterTheNack: QuestionGenerator<AmqpConfig, AmqpCommand, 'after-the-nack'> = {
  id: 'after-the-nack',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const draft = firstGood(() => {
      const draft = draw(difficulty, random);
      if (draft === null || revision === 1) return draft;
      const form = { type: 'ordering' as const, right: draft.order, options: [] };
      return refutesBeliefs({ form, believed: believedOf(draft, difficulty) }) ? draft : null;
    });
    const { picture, proof, order, lines, isQuorum, fetched } = draft;
    const recording = recordStory(proof);
    const requeued = runStory(proof)
      .records.filter(({ trace }) => trace.some(({ kind }) => kind === 'requeued'))
      .at(-1);
    const cameBack = new Set(fetched);
    return {
      stem: {
        key: `questions.after-the-nack.stem.${isQuorum ? 'quorum' : 'classic'}`,
        values: { queue: QUEUE, fetched: fetched.join(' '), lines: lines.join(' · ') },
      },
      picture: recordStory(picture),
      form: {
        type: 'ordering',
        right: order,
        options: shuffled(order, random).map((body) => ({
          id: body,
          label: { verbatim: body },
          feedback: {
            key: `questions.after-the-nack.${cameBack.has(body) ? 'cameBack' : 'stayed'}.${isQuorum ? 'quorum' : 'classic'}`,
            values: { message: body },
          },
          misconception: null,
        })),
      },
      believed: believedOf(draft, difficulty),
      proof: { recording, step: requeued?.step ?? recording.end.step, tick: requeued?.tick ?? recording.end.tick },
    };
  },
};

interface Draft {
  readonly picture: Story;
  readonly proof: Story;
  readonly order: readonly string[];
  /** As they were published. */
  readonly bodies: readonly string[];
  /** What is done after the moment of the picture, one line each, the same in every language. */
  readonly lines: readonly string[];
  readonly isQuorum: boolean;
  readonly fetched: readonly string[];
}

interface Act {
  readonly line: string;
  readonly command: WrittenCommand;
}

function believedOf({ order, bodies, fetched, isQuorum }: Draft, difficulty: Difficulty): readonly BelievedAnswer[] {
  const cameBack = order.filter((body) => fetched.includes(body));
  const stayed = order.filter((body) => !fetched.includes(body));
  const inPlace = [...bodies, 'Z'].filter((body) => order.includes(body));
  const keepsPlace = isQuorum && difficulty === 3;
  return [
    { misconception: 'amqp-requeue-goes-to-the-tail', answer: [...stayed, ...cameBack] },
    ...(keepsPlace ? [{ misconception: 'amqp-quorum-requeue-keeps-its-place', answer: inPlace }] : []),
  ];
}

function draw(difficulty: Difficulty, random: Random): Draft | null {
  const isQuorum = difficulty > 1 && random.chance(1, 2);
  const count = 4 + random.below(3);
  const fetchedCount = difficulty === 1 ? 1 + random.below(3) : 2 + random.below(Math.min(3, count - 2));
  const bodies = shuffled(['A', 'B', 'C', 'D', 'E', 'F'].slice(0, count), random);
  const declared: WrittenCommand = {
    type: 'declareQueue',
    queue: QUEUE,
    arguments: isQuorum ? { 'x-queue-type': 'quorum' } : {},
    place: spot('queue', 0),
  };
  let picture = story(at(0, declared), 100);
  for (const body of bodies) picture = carriedOn(picture, [{ type: 'publish', routingKey: QUEUE, body }], 50);
  for (let fetched = 0; fetched < fetchedCount; fetched++) {
    picture = carriedOn(picture, [{ type: 'get', queue: QUEUE }], 50);
  }
  const fetched = bodies.slice(0, fetchedCount);
  let proof = picture;
  const acts = drawActs(difficulty, fetched, random);
  for (const { command } of acts) proof = carriedOn(proof, [command], 100);
  const queue = findQueue(runStory(proof).state.broker, QUEUE);
  const order = queue === undefined ? [] : readyMessages(queue).map(({ message }) => message.body);
  if (order.length < 3 || new Set(order).size < order.length) return null;
  return { picture, proof, order, bodies, lines: acts.map(({ line }) => line), isQuorum, fetched };
}

function drawActs(difficulty: Difficulty, fetched: readonly string[], random: Random): Act[] {
  const tags = fetched.map((_, index) => index + 1);
  if (difficulty === 1) return [nack(tags[random.below(tags.length)] ?? 1, false)];
  if (difficulty === 2) {
    const first = tags[0] ?? 1;
    const acked: Act[] = random.chance(1, 2)
      ? [{ line: `basic.ack ${first}`, command: { type: 'settle', outcome: 'ack', deliveryTag: first } }]
      : [];
    return [...acked, nack(tags.at(-1) ?? 1, true)];
  }
  const chosen = shuffled(tags, random).slice(0, 2);
  const published: Act = { line: 'basic.publish Z', command: { type: 'publish', routingKey: QUEUE, body: 'Z' } };
  const acts: Act[] = chosen.map((tag) => nack(tag, false));
  acts.splice(random.below(3), 0, published);
  return acts;
}

function nack(deliveryTag: number, multiple: boolean): Act {
  return {
    line: `basic.nack ${deliveryTag}${multiple ? ' multiple' : ''} requeue`,
    command: { type: 'settle', outcome: 'nack', deliveryTag, multiple, requeue: true },
  };
}
