import { pick, shuffled } from '../../core/draw';
import { createEngine, type StepRecord } from '../../core/engine';
import type { Difficulty } from '../../core/question';
import type { Random } from '../../core/random';
import { type Recording, runRecording } from '../../core/recording';
import { playCommands, recordScenario, type Scenario } from '../../core/scenario';
import type { RaftCommand } from '../command';
import { type RaftConfig, SERVER_IDS, type ServerId, ticksFromMs } from '../config';
import { raft } from '../raft';
import { at, calm } from '../script';
import { findServer, type RaftEvent, type RaftState } from '../state';

/** A story that a cluster has been through: by commands only, so that its logs are logs that can come about. */
export interface Story {
  readonly config: RaftConfig;
  readonly commands: readonly ReturnType<typeof at>[number][];
  readonly endMs: number;
}

/** A message takes 10 ms: an election is over, and an entry is everywhere and known to be, well within this. */
export const ROUND_MS = 60;

/**
 * Leaders come and go: in each round a server stands for election among some of the others, and if it wins, it takes an entry
 * or two that reach all, some or none of them. At the end everybody runs, everybody reaches everybody, and nobody leads but
 * who still thinks so.
 */
export function drawStory(servers: number, rounds: number, random: Random): Story {
  const ids: readonly ServerId[] = SERVER_IDS.slice(0, servers);
  const commands: ReturnType<typeof at>[number][] = [];
  let values = 0;
  for (let round = 0; round < rounds; round += 1) {
    const start = round * 2 * ROUND_MS;
    const standing = pick(ids, random);
    const voters = shuffled(
      ids.filter((id) => id !== standing),
      random,
    );
    const quorum = Math.floor(servers / 2) + random.below(servers - Math.floor(servers / 2));
    commands.push(...at(start, among(standing, voters.slice(0, quorum)), { type: 'timeout', server: standing }));
    const reached = round === 0 ? voters : shuffled(voters, random).slice(0, random.below(servers));
    commands.push(...at(start + ROUND_MS, among(standing, reached)));
    for (let entry = random.below(2); entry >= 0; entry -= 1) {
      values += 1;
      commands.push(...at(start + ROUND_MS, { type: 'clientRequest', server: standing, value: `v${values}` }));
    }
    const end = start + 2 * ROUND_MS - 5;
    commands.push(...at(end, { type: 'crash', server: standing }, { type: 'restart', server: standing, disk: true }));
  }
  const endMs = rounds * 2 * ROUND_MS;
  commands.push(...at(endMs, { type: 'heal' }));
  return { config: calm({ servers, heartbeatIntervalMs: 5000 }), commands, endMs };
}

/**
 * A story with two of its servers: one that is to lead, and another that is to follow. 1: three servers; 2: five; 3: five with a
 * longer history.
 */
export function drawLeaderAndFollower(difficulty: Difficulty, random: Random) {
  const story = drawStory(difficulty === 1 ? 3 : 5, difficulty === 3 ? 6 : 3, random);
  const state = runStory(story);
  const leader = pick(state.servers, random).id;
  const others = state.servers.map(({ id }) => id).filter((id) => id !== leader);
  return { story, state, leader, follower: pick(others, random) };
}

function among(standing: ServerId, others: readonly ServerId[]): RaftCommand {
  return { type: 'partition', groups: [[standing, ...others]] };
}

/** The story carried on by some commands at its end, up to so many milliseconds after it. */
export function carriedOn(story: Story, commands: readonly RaftCommand[], ms: number): Story {
  return { ...story, commands: [...story.commands, ...at(story.endMs, ...commands)], endMs: story.endMs + ms };
}

function scenarioOf({ config, commands, endMs }: Story): Scenario<RaftConfig, RaftCommand> {
  return { id: 'question', config, seed: 1, commands, endTick: ticksFromMs(endMs) };
}

export function recordStory(story: Story): Recording<RaftConfig, RaftCommand> {
  return recordScenario(raft, scenarioOf(story));
}

/** The state at the end of the story, and what is seen on the way. */
export function runStory(story: Story, see: (state: RaftState, step: number) => void = () => {}): RaftState {
  const { config, seed, commands, endTick } = scenarioOf(story);
  const engine = createEngine<RaftConfig, RaftState, RaftCommand, RaftEvent>(raft, { config, seed });
  for (const { step } of playCommands(engine, { commands, endTick })) see(engine.state, step);
  return engine.state;
}

/** Enough elections for the term of whoever stands to pass everybody's. */
const ELECTIONS_MAX = 8;

/** The story carried on by the server standing until it leads, and a little longer; null when it never leads. */
export function untilItLeads(story: Story, id: ServerId): Story | null {
  let carried = story;
  for (let election = 0; election < ELECTIONS_MAX; election += 1) {
    carried = carriedOn(carried, [{ type: 'timeout', server: id }], 40);
    if (findServer(runStory(carried), id)?.volatile?.role === 'leader') return carried;
  }
  return null;
}

/** What is recorded of the steps after the story that `story` carries on. */
export function stepsAfter(before: Story, story: Story): readonly StepRecord<RaftCommand, RaftEvent>[] {
  const recording = recordStory(story);
  const { step } = recordStory(before).end;
  const records: StepRecord<RaftCommand, RaftEvent>[] = [];
  const engine = createEngine<RaftConfig, RaftState, RaftCommand, RaftEvent>(raft, recording);
  runRecording(engine, recording, (record) => {
    if (record.step > step) records.push(record);
  });
  return records;
}
