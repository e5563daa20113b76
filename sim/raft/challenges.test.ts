import { expect, test } from 'vitest';
import { runSchedule } from '../core/explore';
import { checkLab } from '../core/testing/check-lab';
import { type RaftChallengeId, raftChallenges } from './challenges';
import type { RaftCommand } from './command';
import { raftExplorer } from './explorer';
import { raftLab } from './lab';
import type { RaftPredictionId } from './predictions';
import { raft } from './raft';
import { at } from './script';

type Timed = ReturnType<typeof at>;

/** One solution of each, in milliseconds since the start of the run. */
const solutions: Readonly<Record<RaftChallengeId, Timed>> = {
  'elect-a-leader': at(10, { type: 'timeout', server: 's2' }),
  'depose-a-leader': at(60, { type: 'timeout', server: 's2' }),
  'two-leaders': [
    ...at(60, { type: 'partition', groups: [['s1'], ['s2', 's3', 's4', 's5']] }, { type: 'timeout', server: 's2' }),
  ],
  'commit-without-one': at(
    60,
    { type: 'partition', groups: [['s1', 's2'], ['s3']] },
    { type: 'clientRequest', value: 'x=1' },
  ),
  'overwrite-an-entry': [
    ...at(60, { type: 'partition', groups: [['s1'], ['s2', 's3', 's4', 's5']] }),
    ...at(60, { type: 'clientRequest', server: 's1', value: 'x=1' }, { type: 'timeout', server: 's2' }),
    ...at(100, { type: 'clientRequest', server: 's2', value: 'x=2' }, { type: 'heal' }),
  ],
  'split-the-vote-twice': [
    ...at(10, {
      type: 'partition',
      groups: [
        ['s1', 's3'],
        ['s2', 's4'],
      ],
    }),
    ...at(10, { type: 'timeout', server: 's1' }, { type: 'timeout', server: 's2' }),
    ...at(100, { type: 'timeout', server: 's1' }, { type: 'timeout', server: 's2' }),
  ],
  'hand-over': at(60, { type: 'transferLeadership', to: 's2' }),
  'catch-up-by-snapshot': [
    ...at(150, { type: 'crash', server: 's3' }, { type: 'clientRequest', value: 'x=2' }),
    ...at(200, { type: 'snapshot', server: 's1' }, { type: 'restart', server: 's3', disk: true }),
  ],
  'grow-with-one-down': at(
    60,
    { type: 'crash', server: 's3' },
    { type: 'reconfigure', servers: ['s1', 's2', 's3', 's4', 's5'] },
  ),
  'lose-a-committed-entry': [
    ...at(60, { type: 'crash', server: 's3' }, { type: 'clientRequest', value: 'x=1' }),
    ...at(100, { type: 'restart', server: 's3', disk: true }, { type: 'timeout', server: 's3' }),
  ],
  'figure-8-c': [
    ...at(170, { type: 'partition', groups: [['s3', 's4', 's5']] }, { type: 'timeout', server: 's5' }),
    ...at(195, { type: 'partition', groups: [['s1', 's2', 's3']] }),
    ...at(195, { type: 'clientRequest', server: 's5', value: 'c' }),
    ...at(200, { type: 'crash', server: 's1' }, { type: 'restart', server: 's1', disk: true }),
    ...at(200, { type: 'timeout', server: 's1' }),
    ...at(230, { type: 'timeout', server: 's1' }),
  ],
  'two-leaders-in-one-term': [],
};

/** What the scenarios show; nothing else says which option is right. */
const outcomes: Readonly<Record<RaftPredictionId, string>> = {
  'votes-to-win': '4',
  'who-takes-over': 's3',
  'who-wins-the-split': 'nobody',
  'uncommitted-entry': 'overwritten',
  'figure-8-s5-before': 'wins',
  'figure-8-s5-after': 'loses',
  'removed-server': 'deposed',
  'removed-server-pre-vote': 'stays',
};

checkLab(raftLab, { solutions, outcomes });

test('what would make it another challenge is not allowed', () => {
  const withId = (id: RaftChallengeId) => raftChallenges.find((challenge) => challenge.id === id);
  const crash: RaftCommand = { type: 'crash', server: 's1' };
  expect(withId('depose-a-leader')?.allows(crash)).toBe(false);
  expect(withId('hand-over')?.allows({ type: 'timeout', server: 's2' })).toBe(false);
  expect(withId('two-leaders-in-one-term')?.allows({ type: 'restart', server: 's2', disk: false })).toBe(false);
  expect(withId('two-leaders-in-one-term')?.allows(crash)).toBe(true);
});

test('no schedule of the explorer meets the impossible challenge', () => {
  const challenge = raftChallenges.find(({ impossible }) => impossible === true);
  if (challenge === undefined) throw new Error('no impossible challenge');
  const config = { ...challenge.start.config, electionTimeoutMinMs: 150, electionTimeoutMaxMs: 300 };
  for (let seed = 0; seed < 300; seed += 1) {
    expect(runSchedule(raft, raftExplorer, config, seed).violations).toEqual([]);
  }
});
