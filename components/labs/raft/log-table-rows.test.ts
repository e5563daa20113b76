import { expect, it } from 'vitest';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import { ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import { type RaftScenarioId, raftScenarios } from '@/sim/raft/scenarios';
import { logTableOf } from './log-table-rows';

function tableAt(id: RaftScenarioId, ms: number) {
  const scenario = raftScenarios.find((each) => each.id === id);
  if (scenario === undefined) throw new Error(id);
  const timeline = timelineFromRecording(raft, recordScenario(raft, scenario));
  timeline.seekTick(ticksFromMs(ms));
  return logTableOf(timeline.snapshot().state);
}

it('is empty until a log has an entry', () => {
  expect(tableAt('first-election', 400)).toMatchObject({ last: 0 });
});

it('puts terms and values under their index, with what the leader keeps of each follower', () => {
  const { first, last, hasLeader, rows } = tableAt('partitioned-leader', 145);
  expect({ first, last, hasLeader }).toEqual({ first: 1, last: 1, hasLeader: true });
  expect(rows[0]).toMatchObject({
    id: 's1',
    isLeader: true,
    nextIndex: null,
    cells: [{ kind: 'client', term: 1, value: 'x=1', isCommitted: true }],
  });
  expect(rows[4]).toMatchObject({ id: 's5', isLeader: false, nextIndex: 2, matchIndex: 1 });
});

it('leaves a gap where one log is shorter than another', () => {
  const { last, rows } = tableAt('partitioned-leader', 190);
  expect(last).toBe(3);
  expect(rows[0]?.cells.map((cell) => cell?.kind)).toEqual(['client', 'client', 'client']);
  expect(rows[2]?.cells).toMatchObject([{ value: 'x=1' }, null, null]);
});

it('shows what a snapshot stands for', () => {
  expect(tableAt('slow-follower-snapshot', 135).rows[0]?.cells[0]).toEqual({ kind: 'snapshot' });
});
