import { expect, test } from 'vitest';
import { createEngine } from '@/sim/core/engine';
import { raftConfig, ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import { faultsView, membershipView } from './faults';

function start(config: Parameters<typeof raftConfig.parse>[0] = {}) {
  return createEngine(raft, { config: raftConfig.parse(config), seed: 1 });
}

function runMs(engine: ReturnType<typeof start>, ms: number): void {
  const end = engine.tick + ticksFromMs(ms);
  while (engine.nextDueTick !== null && engine.nextDueTick <= end) engine.step();
  engine.advanceTo(end);
}

test('what the commands do to network and clocks is read back', () => {
  const engine = start({ servers: 3 });
  engine.dispatch(faultsView.partition([['s1'], ['s2', 's3']]));
  engine.dispatch(faultsView.link('s1', 's2', { dropPerMille: 1000, reorder: false }));
  engine.dispatch(faultsView.clock(engine.state, 's3', 2000));
  expect(faultsView.read(engine.state)).toEqual({
    nodes: ['s1', 's2', 's3'],
    partition: [['s1'], ['s2', 's3']],
    links: [{ from: 's1', to: 's2', options: { dropPerMille: 1000, reorder: false } }],
    usual: { dropPerMille: 0, duplicatePerMille: 0, delayMinMs: 10, delayMaxMs: 15, reorder: true },
    clocks: [
      { node: 's1', ratePerMille: 1000 },
      { node: 's2', ratePerMille: 1000 },
      { node: 's3', ratePerMille: 2000 },
    ],
  });
  engine.dispatch(faultsView.heal());
  expect(faultsView.read(engine.state)).toMatchObject({ partition: null, links: [] });
});

test("setting a server's clock leaves its disk alone, and the usual rate is no option any more", () => {
  const engine = start();
  engine.dispatch({ type: 'process', server: 's1', diskLatencyMaxMs: 9, timerRatePerMille: 500 });
  expect(faultsView.clock(engine.state, 's1', 900)).toEqual({
    type: 'process',
    server: 's1',
    diskLatencyMaxMs: 9,
    timerRatePerMille: 900,
  });
  expect(faultsView.clock(engine.state, 's1', 1000)).toEqual({ type: 'process', server: 's1', diskLatencyMaxMs: 9 });
});

test('a membership change is told as under way until the cluster has gone over to it', () => {
  const engine = start({ initialServers: 3 });
  engine.dispatch({ type: 'timeout', server: 's1' });
  runMs(engine, 100);
  expect(membershipView.read(engine.state)).toEqual({ members: ['s1', 's2', 's3'], next: null });
  engine.dispatch(membershipView.change(['s1', 's2', 's3', 's4']));
  expect(membershipView.read(engine.state)).toEqual({ members: ['s1', 's2', 's3'], next: ['s1', 's2', 's3', 's4'] });
  runMs(engine, 500);
  expect(membershipView.read(engine.state)).toEqual({ members: ['s1', 's2', 's3', 's4'], next: null });
});
