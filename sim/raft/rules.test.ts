/** Each rule of Raft taken out, and a short list of commands that shows what it was there for. */
import { expect, test } from 'vitest';
import { createEngine } from '../core/engine';
import { replay } from '../core/recording';
import { recordScenario } from '../core/scenario';
import type { RaftConfig, RaftRules } from './config';
import { ticksFromMs } from './config';
import { raft } from './raft';
import { at, calm } from './script';

type Timed = ReturnType<typeof at>;

interface Counterexample {
  readonly rule: keyof RaftRules;
  readonly config: Parameters<typeof calm>[0];
  readonly commands: Timed;
  readonly breaks: readonly string[];
}

const counterexamples: readonly Counterexample[] = [
  {
    // s3 has missed a committed entry and is elected all the same.
    rule: 'electionRestriction',
    config: { servers: 3 },
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(30, { type: 'crash', server: 's3' }, { type: 'clientRequest', value: 'a' }),
      ...at(60, { type: 'restart', server: 's3', disk: true }, { type: 'timeout', server: 's3' }),
    ],
    breaks: ['Leader Completeness'],
  },
  {
    // s3 forgets in a restart that it has voted for s1, and votes for s2 in the same term.
    rule: 'persistVote',
    config: { servers: 3 },
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(5, { type: 'timeout', server: 's2' }),
      ...at(12, { type: 'crash', server: 's3' }, { type: 'restart', server: 's3', disk: true }),
    ],
    breaks: ['One vote per term', 'Election Safety'],
  },
  {
    // s1 comes back with an entry of its own and takes the next leader's second entry without having the first.
    rule: 'consistencyCheck',
    config: { servers: 3 },
    commands: [
      ...at(0, { type: 'timeout', server: 's1' }),
      ...at(30, { type: 'partition', groups: [['s2', 's3']] }, { type: 'clientRequest', server: 's1', value: 'a' }),
      ...at(40, { type: 'timeout', server: 's2' }),
      ...at(70, { type: 'clientRequest', server: 's2', value: 'b' }),
      ...at(100, { type: 'crash', server: 's2' }, { type: 'heal' }, { type: 'restart', server: 's2', disk: true }),
      ...at(100, { type: 'timeout', server: 's2' }),
      ...at(130, { type: 'clientRequest', server: 's2', value: 'c' }),
    ],
    breaks: ['Log Matching', 'State Machine Safety'],
  },
  {
    // Two of four servers are enough: each side of a partition has its own leader of term 1.
    rule: 'majorityQuorum',
    config: { servers: 4 },
    commands: [
      ...at(0, {
        type: 'partition',
        groups: [
          ['s1', 's2'],
          ['s3', 's4'],
        ],
      }),
      ...at(0, { type: 'timeout', server: 's1' }, { type: 'timeout', server: 's3' }),
    ],
    breaks: ['Election Safety'],
  },
  {
    // Cut off from s1 and s2, s3 adds s4 and s5 and commits with them, while s1 and s2 are still a majority of the old three.
    rule: 'jointConsensus',
    config: { initialServers: 3 },
    commands: [
      ...at(0, { type: 'timeout', server: 's3' }),
      ...at(30, {
        type: 'partition',
        groups: [
          ['s1', 's2'],
          ['s3', 's4', 's5'],
        ],
      }),
      ...at(30, { type: 'reconfigure', servers: ['s1', 's2', 's3', 's4', 's5'] }),
      ...at(80, { type: 'timeout', server: 's1' }),
      ...at(120, { type: 'clientRequest', server: 's1', value: 'a' }),
    ],
    breaks: ['Leader Completeness', 'State Machine Safety'],
  },
];

function violations(config: RaftConfig, commands: Timed): string[] {
  const endTick = ticksFromMs(1000);
  const recording = recordScenario(raft, { id: 'counterexample', config, seed: 1, commands, endTick });
  const replayed = replay(raft, recording);
  if (!replayed.ok) throw new Error(replayed.message);
  return replayed.violations.map(({ name }) => name);
}

for (const { rule, config, commands, breaks } of counterexamples) {
  test(`without the rule ${rule}: ${breaks.join(', ')}`, () => {
    expect(violations(calm({ ...config, rules: { [rule]: false } }), commands)).toEqual(breaks);
  });

  test(`the same commands with the rule ${rule} break nothing`, () => {
    expect(violations(calm(config), commands)).toEqual([]);
  });
}

test('the other rules stay as they are when one is switched off', () => {
  const engine = createEngine(raft, { config: calm({ rules: { persistVote: false } }), seed: 1 });
  expect(engine.state.config.rules).toEqual({
    electionRestriction: true,
    commitOnlyCurrentTerm: true,
    persistVote: false,
    consistencyCheck: true,
    majorityQuorum: true,
    jointConsensus: true,
  });
});
