import { shuffled, singleChoice } from '../../core/draw';
import { createEngine, type StepRecord } from '../../core/engine';
import type { Phrase, QuestionOption } from '../../core/question';
import type { Random } from '../../core/random';
import { recordScenario, type Scenario } from '../../core/scenario';
import type { Tick } from '../../core/simulation';
import type { Reply } from '../../systems/redis/types';
import type { RedisStreamsCommand } from '../command';
import { type RedisStreamsConfig, ticksFromMs } from '../config';
import type { RedisStreamsEvent } from '../event';
import { redisStreams } from '../redis-streams';
import { bare } from '../script';
import type { Misconception } from './misconceptions';

type StreamScenario = Scenario<RedisStreamsConfig, RedisStreamsCommand>;

/** What was done, and when in milliseconds. */
export interface Done {
  readonly ms: number;
  readonly argv: readonly string[];
}

/** What a person typed, and what she is about to type. */
export interface Situation {
  readonly done: readonly Done[];
  readonly asked: Done;
}

/** How the world would be if the belief were true: the same question put to another situation, or another answer to this one. */
export interface Belief {
  readonly id: Misconception;
  turn(situation: Situation): Situation | null;
}

/** A question that has found enough wrong options. */
export interface Drawn {
  readonly situation: Situation;
  readonly right: string;
  readonly wrong: readonly { readonly label: string; readonly misconception: Misconception }[];
}

/** Draws are numbered: this many must hold a good one. The tests try thousands of seeds. */

/** Options of a question, the right one among them. */
const OPTIONS_MIN = 3;
const OPTIONS_MAX = 4;

const CONFIG = bare();
const SEED = 1;

/** What the server's clock says at second 0 of every history. */
export const UNIX_START_MS = CONFIG.unixStartMs;

/** Asks each belief and keeps those answers that differ from the truth and from each other; null when they are too few. */
export function contrast(
  situation: Situation,
  beliefs: readonly Belief[],
  label: (reply: Reply) => string,
  random: Random,
): Drawn | null {
  const right = label(replyTo(situation));
  const labels = new Set([right]);
  const wrong: { label: string; misconception: Misconception }[] = [];
  for (const belief of shuffled(beliefs, random)) {
    const turned = belief.turn(situation);
    if (turned === null) continue;
    const believed = label(replyTo(turned));
    if (labels.has(believed)) continue;
    labels.add(believed);
    wrong.push({ label: believed, misconception: belief.id });
    if (wrong.length === OPTIONS_MAX - 1) break;
  }
  return wrong.length < OPTIONS_MIN - 1 ? null : { situation, right, wrong };
}

/** The reply to what is asked, by running it. */
function replyTo({ done, asked }: Situation): Reply {
  const engine = runScenario(scenarioOf([...done, asked], asked.ms));
  return engine.state.console.lines.at(-1)?.reply ?? null;
}

/** Runs a scenario to its end and keeps no recording. */
export function runScenario(
  { config, seed, commands, endTick }: StreamScenario,
  onRecord: (record: StepRecord<RedisStreamsCommand, RedisStreamsEvent>) => void = () => {},
) {
  const engine = createEngine(redisStreams, { config, seed });
  function runTo(tick: Tick): void {
    for (let due = engine.nextDueTick; due !== null && due <= tick; due = engine.nextDueTick) {
      const record = engine.step();
      if (record !== null) onRecord(record);
    }
    engine.advanceTo(tick);
  }
  for (const { tick, command } of commands) {
    runTo(tick);
    onRecord(engine.dispatch(command));
  }
  runTo(endTick);
  return engine;
}

function scenarioOf(done: readonly Done[], endMs: number): StreamScenario {
  const commands = done.map(({ ms, argv }) => {
    const command: RedisStreamsCommand = { type: 'console', argv: [...argv] };
    return { tick: ticksFromMs(ms), command };
  });
  return { id: 'question', config: CONFIG, seed: SEED, commands, endTick: ticksFromMs(endMs) };
}

/** The run that is asked about, and the same run with the answer. */
export function pictureAndProof({ done, asked }: Situation) {
  const picture = recordScenario(redisStreams, scenarioOf(done, asked.ms));
  const recording = recordScenario(redisStreams, scenarioOf([...done, asked], asked.ms));
  const answer = recording.commands.at(-1);
  if (answer === undefined) throw new Error('nothing was asked');
  return { picture, proof: { recording, step: answer.step, tick: answer.tick } };
}

/** The form of a question with one right option, the options in an order drawn by chance. */
export function singleForm(
  right: Phrase,
  rightFeedback: Phrase,
  wrong: readonly { readonly label: Phrase; readonly misconception: Misconception }[],
  random: Random,
) {
  const options: Omit<QuestionOption, 'id'>[] = [
    { label: right, feedback: rightFeedback, misconception: null },
    ...wrong.map(({ label, misconception }) => {
      return { label, feedback: { key: `questions.misconceptions.${misconception}` }, misconception };
    }),
  ];
  return singleChoice(options, random);
}

/** A command as it is typed. */
export function typedLine(argv: readonly string[]): string {
  return argv.join(' ');
}

/** A reply on one line, as its parts are read: `[a, [b, 2]]`, `nil`, and an error as it is. */
export function inline(reply: Reply): string {
  if (reply === null) return 'nil';
  if (typeof reply !== 'object') return String(reply);
  if ('ok' in reply) return reply.ok;
  if ('err' in reply) return reply.err;
  if ('int' in reply) return reply.int;
  return `[${reply.map(inline).join(', ')}]`;
}
