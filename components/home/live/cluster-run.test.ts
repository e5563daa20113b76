import { describe, expect, test } from 'vitest';
import { findCounterexample } from '@/sim/core/explore-and-shrink';
import { raftConfig } from '@/sim/raft/config';
import { raftExplorer } from '@/sim/raft/explorer';
import { raft } from '@/sim/raft/raft';
import { liveRun, recordedRun } from './cluster-run';
import { newsOf } from './news';

const SECOND = 40_000;

describe('the cluster of the home page', () => {
  test('begins with a leader whose heartbeats are on their way', () => {
    const { leader, picture } = liveRun();
    expect(leader).toBe('s5');
    const { messages, servers } = picture();
    expect(messages.map(({ kind }) => kind)).toEqual(['entries', 'entries', 'entries', 'entries']);
    expect(servers.filter(({ timer }) => timer !== null)).toHaveLength(4);
  });

  test('is the same each time: what the page is painted with is where the simulator begins', () => {
    expect(liveRun().picture()).toEqual(liveRun().picture());
  });

  test('elects another leader when the leader has crashed, and takes the old one back', () => {
    const run = liveRun();
    expect(newsOf(run.crashLeader(), null)).toEqual({ key: 'crash', values: { server: 's5' } });
    expect(run.leader).toBeNull();
    expect(run.crashLeader()).toEqual([]);
    const news = Array.from({ length: 15 }, () => newsOf(run.advance(SECOND), run.leader)).filter(
      (each) => each !== null,
    );
    expect(news.map(({ key }) => key)).toContain('leader');
    expect(run.leader).not.toBe('s5');
    expect(run.picture().servers.find(({ id }) => id === 's5')?.role).toBe('follower');
  });

  test('commits what clients write, for as long as it runs', () => {
    const run = liveRun();
    run.advance(60 * SECOND);
    const [server] = run.picture().servers;
    expect(server?.log.at(-1)?.index).toBeGreaterThan(20);
  });

  test('plays a run that was found to its end, where the rule is broken', () => {
    const config = raftConfig.parse({ rules: { electionRestriction: false } });
    const found = [...findCounterexample(raft, raftExplorer, { config, seed: 7, runs: 10_000 })].at(-1)?.best;
    if (!found) throw new Error('no run was found');
    expect(found.name).toBe('Leader Completeness');
    const run = recordedRun(found.recording);
    let seconds = 0;
    while (!run.isOver && seconds < 60) {
      run.advance(SECOND);
      seconds += 1;
    }
    expect(run.isOver).toBe(true);
    expect(seconds).toBeLessThan(20);
    expect(run.leader).not.toBeNull();
  });
});
