import { drawUntil } from '../core/draw';
import type { Difficulty, GeneratedQuestion, QuestionGenerator, QuestionOption } from '../core/question';
import type { Random } from '../core/random';
import { recordScenario } from '../core/scenario';
import type { IoMultiplexingCommand, IoMultiplexingConfig } from './config';
import { ioMultiplexing } from './model';
import { script } from './scenarios';
import { createIoMultiplexingSession } from './session';
import { WORKER_MISCONCEPTIONS, workerQuestions } from './worker-questions';

/**
 * What learners believe who choose wrongly: ids of the list of misconceptions, which says what is true instead.
 *
 * - `edge-repeats`: after a read that left something, an edge-triggered wait reports again (shadow #3274).
 * - `level-reports-once`: a level-triggered event was delivered, so that it is over.
 * - `close-unregisters`: closing the descriptor ends its registration, whatever else refers to the description.
 * - `reports-the-open-name`: what is reported is the descriptor that is still open.
 * - `hang-up-while-open`: an end is reported as hung up although its other end is open.
 * - `hang-up-not-reported`: what is left to read hides that the other end is closed.
 * - `reports-the-unregistered`: a wait reports descriptors that were never registered.
 * - `poll-looks-at-the-ready` and `epoll-looks-at-all`: what a wait costs.
 */
export const IO_MULTIPLEXING_MISCONCEPTIONS = [
  'edge-repeats',
  'level-reports-once',
  'close-unregisters',
  'reports-the-open-name',
  'hang-up-while-open',
  'hang-up-not-reported',
  'reports-the-unregistered',
  'poll-looks-at-the-ready',
  'epoll-looks-at-all',
  ...WORKER_MISCONCEPTIONS,
] as const;

type Misconception = (typeof IO_MULTIPLEXING_MISCONCEPTIONS)[number];
type Generator<Id extends string> = QuestionGenerator<IoMultiplexingConfig, IoMultiplexingCommand, Id>;
type Question = GeneratedQuestion<IoMultiplexingConfig, IoMultiplexingCommand>;

const EMPTY = '[]';

/** The reply to the last line. */
function lastReply(lines: readonly string[]): string {
  const session = createIoMultiplexingSession();
  return lines.map((line) => JSON.stringify(session.feed(line)[0])).at(-1) ?? EMPTY;
}

function record(config: object, commands: readonly (string | IoMultiplexingCommand)[]) {
  return recordScenario(ioMultiplexing, { id: 'question', ...script(config, ...commands) });
}

/** What the last of these lines replies. `wrong` says which misconception gives which other reply. */
function askReply(
  id: string,
  lines: readonly string[],
  wrong: readonly (readonly [string, Misconception])[],
  random: Random,
): Question | null {
  const right = lastReply(lines);
  const others = wrong.filter(([reply]) => reply !== right);
  if (new Set([right, ...others.map(([reply]) => reply)]).size !== others.length + 1 || others.length < 2) return null;
  const options = [[right, null] as const, ...others].map(
    ([reply, misconception]): QuestionOption => ({
      id: reply,
      label: { verbatim: reply },
      feedback: { key: `questions.${id}.${reply === right ? 'right' : 'wrong'}`, values: { right } },
      misconception,
    }),
  );
  const at = random.below(options.length);
  const commands = lines.map((line): IoMultiplexingCommand => ({ type: 'call', line }));
  return {
    stem: { key: `questions.${id}.stem`, values: { script: lines.slice(0, -1).join(' · '), last: lines.at(-1) ?? '' } },
    picture: record({ clients: 0 }, commands.slice(0, -1)),
    form: { type: 'single', options: [...options.slice(at), ...options.slice(0, at)], right },
    proof: { recording: record({ clients: 0 }, commands), step: lines.length, tick: 500 * lines.length },
  };
}

/** A pipe is watched, written to and read from, not to the end every time: what does the next wait return? */
const nextWait: Generator<'next-wait'> = {
  id: 'next-wait',
  generate: (seed, difficulty) =>
    drawUntil(seed, 51, (random) => {
      const isEdge = difficulty === 1 ? random.below(2) === 0 : random.below(3) > 0;
      const written = 100 * (2 + random.below(8));
      const read = random.below(3) === 0 ? written : 50 * (1 + random.below(3));
      const again = difficulty === 3 && random.below(2) === 0 ? ['write p.w 10'] : [];
      const lines = [
        'pipe p',
        'epoll e',
        `ctl e ADD p.r IN${isEdge ? '|ET' : ''}`,
        `write p.w ${written}`,
        'wait e',
        `read p.r ${read}`,
        ...again,
        ...(difficulty > 1 && random.below(3) === 0 ? ['close p.w'] : []),
        'wait e',
      ];
      const believed = lastReply(lines.map((line) => (isEdge ? line.replace('|ET', '') : line)));
      const right = lastReply(lines);
      // What the rule of thumb gets right teaches nothing.
      if ((isEdge ? believed : EMPTY) === right) return null;
      return askReply(
        'next-wait',
        lines,
        [
          isEdge ? [believed, 'edge-repeats'] : [EMPTY, 'level-reports-once'],
          right.includes('HUP')
            ? ['[["p.r","IN"]]', 'hang-up-not-reported']
            : ['[["p.r","IN|HUP"]]', 'hang-up-while-open'],
          ['[["p.w","OUT"]]', 'reports-the-unregistered'],
        ],
        random,
      );
    }),
};

/** A registered descriptor is closed while a duplicate is open, or the duplicate goes too: what does the next wait return? */
const afterClose: Generator<'after-close'> = {
  id: 'after-close',
  generate: (seed, difficulty) =>
    drawUntil(seed, 52, (random) => {
      const end = ['r', 'x', 'in'][random.below(3)] ?? 'd';
      const copy = `${end}2`;
      const flags = random.below(2) === 0 ? 'IN' : 'IN|ET';
      const writesFirst = random.below(2) === 0;
      const write = `write p.w ${1 + random.below(900)}`;
      const registersBoth = difficulty === 3 && random.below(2) === 0;
      const lines = [
        'pipe p',
        'epoll e',
        `dup p.r ${copy}`,
        `ctl e ADD p.r ${flags}`,
        ...(registersBoth ? [`ctl e ADD ${copy} IN`] : []),
        ...(writesFirst ? [write] : []),
        ...(difficulty > 1 && random.below(3) === 0 ? ['wait e'] : []),
        'close p.r',
        ...(writesFirst ? [] : [write]),
        'wait e',
      ];
      const open = `[["${copy}","IN"]]`;
      const right = lastReply(lines);
      if (right === EMPTY || right === open) return null;
      return askReply(
        'after-close',
        lines,
        [
          ...(registersBoth ? [] : [[EMPTY, 'close-unregisters'] as const]),
          [open, registersBoth ? 'close-unregisters' : 'reports-the-open-name'],
          ['[["p.r","HUP"]]', 'hang-up-while-open'],
        ],
        random,
      );
    }),
};

const CLIENTS: Readonly<Record<Difficulty, number>> = { 1: 20, 2: 60, 3: 150 };

/** How many descriptors does one wait look at? */
const scanned: Generator<'scanned'> = {
  id: 'scanned',
  generate: (seed, difficulty) =>
    drawUntil(seed, 53, (random) => {
      const clients = CLIENTS[difficulty] + random.below(CLIENTS[difficulty] / 10);
      const mechanism = (['select', 'poll', 'level', 'edge'] as const)[random.below(4)] ?? 'level';
      const ready = 1 + random.below(3);
      const arrivals = Array.from(
        { length: ready },
        (_, index): IoMultiplexingCommand => ({ type: 'arrive', client: `c${index * 5 + 1}`, bytes: 100 }),
      );
      const config = { clients, mechanism };
      const commands: IoMultiplexingCommand[] = [...arrivals, { type: 'handle' }];
      const recording = record(config, commands);
      const isEpoll = mechanism === 'level' || mechanism === 'edge';
      const right = isEpoll ? ready : clients + 1;
      const values = { clients, ready, mechanism, right };
      return {
        stem: { key: `questions.scanned.stem.${isEpoll ? 'epoll' : mechanism}`, values },
        picture: record(config, arrivals),
        form: {
          type: 'numeric',
          right,
          feedback: { key: `questions.scanned.because.${isEpoll ? 'epoll' : 'all'}`, values },
        },
        believed: [
          isEpoll
            ? { misconception: 'epoll-looks-at-all', answer: clients + 1 }
            : { misconception: 'poll-looks-at-the-ready', answer: ready },
        ],
        proof: { recording, step: commands.length, tick: 500 * commands.length },
      };
    }),
};

/** The lab's question generators. */
export const ioMultiplexingQuestions: readonly Generator<string>[] = [
  nextWait,
  afterClose,
  scanned,
  ...workerQuestions,
];
