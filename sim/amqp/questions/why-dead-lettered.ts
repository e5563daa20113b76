import { firstGood, pick, questionRandom } from '../../core/draw';
import type { Difficulty, QuestionGenerator, QuestionOption } from '../../core/question';
import type { Random } from '../../core/random';
import type { AmqpCommand } from '../command';
import { type AmqpConfig, TICKS_PER_MILLISECOND } from '../config';
import { at, type WrittenCommand } from '../script';
import { spot } from '../spots';
import { recordStory, runStory, type Story, story } from './history';
import type { Misconception } from './misconceptions';

const SALT = 34;
const QUEUE = 'jobs';
const reasons = ['expired', 'rejected', 'maxlen', 'delivery_limit'] as const;
type Reason = (typeof reasons)[number];

/** What one believes who sees each reason where it is not. */
const beliefs: Readonly<Record<Reason, Misconception>> = {
  expired: 'amqp-unacked-expires',
  rejected: 'amqp-requeue-dead-letters',
  maxlen: 'amqp-unacked-counts-to-length',
  delivery_limit: 'amqp-classic-counts-deliveries',
};

/**
 * Why was this message dead-lettered? 1: the queue has one limit besides; 2: two; 3: all that its type has, and a longer
 * story.
 */
export const whyDeadLettered: QuestionGenerator<AmqpConfig, AmqpCommand, 'why-dead-lettered'> = {
  id: 'why-dead-lettered',
  generate(seed, difficulty) {
    const random = questionRandom(seed, SALT);
    const wanted = pick(reasons, random);
    const { draft, death } = firstGood(() => {
      const draft = draw(difficulty, wanted, random);
      const death = firstDeath(draft.told);
      return death === null || death.reason !== wanted ? null : { draft, death };
    });
    const { told, limits } = draft;
    const pictureMs = Math.floor(death.tick / TICKS_PER_MILLISECOND) - 1;
    const picture = story(
      told.commands.filter(({ tick }) => tick <= pictureMs * TICKS_PER_MILLISECOND),
      pictureMs,
    );
    return {
      stem: {
        key: 'questions.why-dead-lettered.stem',
        values: { queue: QUEUE, message: death.body, limits: limitsText(limits), history: draft.lines.join('\n') },
      },
      picture: recordStory(picture),
      form: { type: 'single', right: wanted, options: reasons.map((reason) => optionFor(reason, wanted, death.body)) },
      proof: { recording: recordStory(told), step: death.step, tick: death.tick },
    };
  },
};

function optionFor(reason: Reason, right: Reason, message: string): QuestionOption {
  return {
    id: reason,
    label: { key: `questions.why-dead-lettered.reasons.${reason}` },
    feedback: {
      key: `questions.why-dead-lettered.${reason === right ? 'because' : 'not'}.${reason}`,
      values: { message },
    },
    misconception: reason === right ? null : beliefs[reason],
  };
}

type Limits = Readonly<Record<string, number | string>>;

/** `x-message-ttl 2000 · x-max-length 3`. */
function limitsText(limits: Limits): string {
  return Object.entries(limits)
    .filter(([name]) => name !== 'x-dead-letter-exchange')
    .map(([name, value]) => `${name} ${value}`)
    .join(' · ');
}

interface Draft {
  readonly told: Story;
  readonly lines: readonly string[];
  readonly limits: Limits;
}

function drawLimits(difficulty: Difficulty, wanted: Reason, random: Random): Limits {
  const isQuorum = wanted === 'delivery_limit' || random.chance(1, 3);
  const possible: Record<string, number> = {
    'x-message-ttl': 1000 + 500 * random.below(5),
    'x-max-length': 2 + random.below(3),
    ...(isQuorum ? { 'x-delivery-limit': 1 + random.below(2) } : {}),
  };
  const needed = { expired: 'x-message-ttl', maxlen: 'x-max-length', delivery_limit: 'x-delivery-limit', rejected: '' };
  const others = Object.keys(possible).filter((name) => name !== needed[wanted]);
  const kept = new Set([needed[wanted], ...others.slice(0, difficulty)]);
  const chosen = Object.entries(possible).filter(([name]) => kept.has(name));
  const type: [string, string][] = isQuorum ? [['x-queue-type', 'quorum']] : [];
  return Object.fromEntries([...type, ...chosen, ['x-dead-letter-exchange', 'dlx']]);
}

function draw(difficulty: Difficulty, wanted: Reason, random: Random): Draft {
  const limits = drawLimits(difficulty, wanted, random);
  const commands = at(
    0,
    { type: 'declareExchange', exchange: 'dlx', exchangeType: 'fanout', place: spot('exchange', 1.4) },
    { type: 'declareQueue', queue: QUEUE, arguments: { ...limits }, place: spot('queue', 0) },
    { type: 'declareQueue', queue: 'dead', place: spot('queue', 1.4) },
    { type: 'bind', source: 'dlx', destinationType: 'queue', destination: 'dead' },
  );
  const lines: string[] = [];
  let ms = 500;
  let published = 0;
  let tag = 0;
  let held: number[] = [];
  function tell(line: string, command: WrittenCommand | null): void {
    lines.push(`${(ms / 1000).toFixed(1)} s  ${line}`);
    if (command !== null) commands.push(...at(ms, command));
  }
  const acts = 4 + difficulty * 2 + random.below(3);
  for (let act = 0; act < acts; act++) {
    const choice = random.below(held.length > 0 ? 5 : 3);
    if (choice <= 1 || published === 0) {
      published += 1;
      tell(`basic.publish m${published}`, { type: 'publish', routingKey: QUEUE, body: `m${published}` });
    } else if (choice === 2) {
      tag += 1;
      held.push(tag);
      tell(`basic.get (delivery-tag ${tag})`, { type: 'get', queue: QUEUE });
    } else {
      const [deliveryTag = 1] = held.splice(random.below(held.length), 1);
      const requeue = wanted === 'rejected' ? random.chance(1, 2) : random.chance(5, 6);
      tell(`basic.nack ${deliveryTag} requeue=${requeue}`, { type: 'settle', outcome: 'nack', deliveryTag, requeue });
    }
    ms += 100 * (2 + random.below(5));
  }
  held = [];
  return { told: story(commands, ms + (wanted === 'expired' ? 4000 : 500)), lines, limits };
}

interface Death {
  readonly reason: Reason;
  readonly body: string;
  readonly step: number;
  readonly tick: number;
}

/** The first death of the story, and whose it is. Null where something in the story was not possible: a get of nothing. */
function firstDeath(told: Story): Death | null {
  const { records } = runStory(told);
  const bodies = new Map<unknown, string>();
  for (const { trace, step, tick } of records) {
    for (const { kind, data, actor } of trace) {
      if (kind === 'got-empty' || kind === 'channel-closed') return null;
      if (kind === 'routed') bodies.set(data?.number, String(data?.body));
      if (kind !== 'dead-lettered' || actor !== `q:${QUEUE}`) continue;
      const reason = reasons.find((each) => each === data?.reason);
      const body = bodies.get(data?.number);
      return reason === undefined || body === undefined ? null : { reason, body, step, tick };
    }
  }
  return null;
}
