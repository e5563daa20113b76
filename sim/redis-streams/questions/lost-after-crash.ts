import { firstGood, pick, questionRandom } from '../../core/draw';
import type { Difficulty, Phrase, QuestionGenerator } from '../../core/question';
import type { Random } from '../../core/random';
import { recordScenario, type Scenario } from '../../core/scenario';
import type { AckMode, RedisStreamsCommand } from '../command';
import { type RedisStreamsConfig, ticksFromMs } from '../config';
import { redisStreams } from '../redis-streams';
import { add, at, bare, typed } from '../script';
import { GROUP, KEY } from './history';
import type { Misconception } from './misconceptions';
import { runScenario, singleForm } from './situation';

const SALT = 14;
const WORKER = 'worker-1';

/** How long the run goes on after the crash: long enough for the restarted worker and a claimer to work what is left. */
const AFTER_MS = 30_000;

interface Case {
  readonly entries: number;
  readonly count: number;
  readonly serviceMs: number;
  readonly crashMs: number;
  readonly ack: AckMode;
  readonly startsWith: 'own-history' | 'new';
}

/**
 * What is lost after this crash: which entries will nobody have worked, however long the others go on? 1: XACK after or before
 * work; 2: NOACK too; 3: whatever the worker reads first when it comes back, with a claimer beside it.
 * Since revision 2 several entries are in hand and some unread, and half of the draws lose nothing: no rule of thumb is right more
 * often than that.
 */
export const lostAfterCrash: QuestionGenerator<RedisStreamsConfig, RedisStreamsCommand, 'lost-after-crash'> = {
  id: 'lost-after-crash',
  revision: 2,
  generate(seed, difficulty, revision = 2) {
    const random = questionRandom(seed, SALT);
    const losesNothing = revision > 1 && random.chance(1, 2);
    const { drawn, right, wrong } = firstGood(() => {
      const candidate = drawCase(difficulty, random);
      if (revision > 1 && (candidate.ack === 'after-work') !== losesNothing) return null;
      const options = optionsOf(candidate, revision > 1);
      return options === null ? null : { drawn: candidate, ...options };
    });
    const form = singleForm(
      idsPhrase(right),
      { key: `questions.lost-after-crash.right.${drawn.ack}` },
      wrong.map(({ ids, misconception }) => ({ label: idsPhrase(ids), misconception })),
      random,
    );
    const { entries, count, serviceMs, crashMs, ack, startsWith } = drawn;
    // A case of a message is named by one word.
    const values = {
      ...{ entries, count, serviceMs, crashMs, startsWith, worker: WORKER },
      ack: ack === 'before-work' ? 'before' : ack,
    };
    const recording = recordScenario(redisStreams, scenarioOf(drawn, 'proof'));
    const crash = recording.commands.find(({ command }) => command.type === 'crash');
    if (crash === undefined) throw new Error('nobody crashed');
    return {
      stem: { key: 'questions.lost-after-crash.stem', values },
      picture: recordScenario(redisStreams, scenarioOf(drawn, 'picture')),
      form,
      proof: { recording, step: crash.step, tick: crash.tick },
    };
  },
};

function drawCase(difficulty: Difficulty, random: Random): Case {
  const modes: readonly [AckMode, ...AckMode[]] =
    difficulty === 1 ? ['after-work', 'before-work'] : ['after-work', 'before-work', 'noack'];
  const serviceMs = pick([400, 500, 800], random);
  const entries = 4 + random.below(3);
  return {
    entries,
    count: 2 + random.below(difficulty === 1 ? 1 : 2),
    serviceMs,
    crashMs: 1000 + Math.floor(serviceMs / 2) + serviceMs * random.below(entries),
    ack: pick(modes, random),
    startsWith: difficulty === 3 && random.chance(1, 2) ? 'new' : 'own-history',
  };
}

/** `picture`: up to the moment before the crash; `proof`: past it, with the worker restarted and a claimer beside it. */
function scenarioOf(drawn: Case, part: 'picture' | 'proof'): Scenario<RedisStreamsConfig, RedisStreamsCommand> {
  const { entries, count, serviceMs, crashMs, ack, startsWith } = drawn;
  const service = { serviceMinMs: serviceMs, serviceMaxMs: serviceMs };
  const worker = { role: 'consumer', key: KEY, group: GROUP, count, ...service, ack, startsWith } as const;
  const claimer = { role: 'claimer', key: KEY, group: GROUP, minIdleMs: 5000, ...service } as const;
  const xadds = Array.from({ length: entries }, (_, number) => typed(`XADD ${KEY} ${number + 1}-0 n ${number + 1}`));
  const before = [
    ...at(0, typed(`XGROUP CREATE ${KEY} ${GROUP} $ MKSTREAM`), ...xadds),
    ...at(1000, add(WORKER, worker)),
  ];
  const after = [
    ...at(crashMs, { type: 'crash', client: WORKER }),
    ...at(crashMs + 1000, { type: 'restart', client: WORKER }, add('rescuer', claimer)),
  ];
  return {
    id: 'question',
    config: bare(),
    seed: 1,
    commands: part === 'picture' ? before : [...before, ...after],
    endTick: ticksFromMs(part === 'picture' ? crashMs : crashMs + AFTER_MS),
  };
}

interface Options {
  readonly right: readonly string[];
  readonly wrong: readonly { readonly ids: readonly string[]; readonly misconception: Misconception }[];
}

/** The truth, and what the misconceptions say about the same crash; null when too few of them differ from it. */
function optionsOf(drawn: Case, isTelling: boolean): Options | null {
  const { right, held, unworked } = runCase(drawn);
  if (held.length === 0 || (isTelling && (held.length < 2 || unworked.length === held.length))) return null;
  const beliefs: { readonly ids: readonly string[]; readonly misconception: Misconception }[] = [
    { ids: drawn.ack === 'after-work' ? held : [], misconception: believedOfAck(drawn.ack) },
    { ids: held.slice(0, 1), misconception: 'streams-crash-loses-current' },
    { ids: unworked, misconception: 'streams-crash-loses-unread' },
  ];
  const seen = new Set([right.join()]);
  const wrong = beliefs.filter(({ ids }) => {
    const isNew = !seen.has(ids.join());
    seen.add(ids.join());
    return isNew;
  });
  return wrong.length < 2 ? null : { right, wrong };
}

function believedOfAck(ack: AckMode): Misconception {
  return ack === 'after-work' ? 'streams-crash-loses-memory' : 'streams-group-loses-nothing';
}

/** Runs the case to its end: what nobody has worked then, what the process held at the crash, and what was unworked at it. */
function runCase(drawn: Case): {
  readonly right: readonly string[];
  readonly held: readonly string[];
  readonly unworked: readonly string[];
} {
  const ids = Array.from({ length: drawn.entries }, (_, number) => `${number + 1}-0`);
  const worked = new Set<string>();
  let held: readonly string[] = [];
  let unworked: readonly string[] = [];
  runScenario(scenarioOf(drawn, 'proof'), ({ trace }) => {
    for (const { kind, data } of trace) {
      if (kind === 'worked' && typeof data?.id === 'string') worked.add(data.id);
      if (kind !== 'crash') continue;
      held = ids.filter((id) => Array.isArray(data?.unfinished) && data.unfinished.includes(id));
      unworked = ids.filter((id) => !worked.has(id));
    }
  });
  return { right: ids.filter((id) => !worked.has(id)), held, unworked };
}

function idsPhrase(ids: readonly string[]): Phrase {
  return ids.length === 0 ? { key: 'questions.lost-after-crash.nothing' } : { verbatim: ids.join(', ') };
}
