import { expect, it, describe as suite } from 'vitest';
import { translator } from '@/messages/testing/translator';
import { recordScenario } from '@/sim/core/scenario';
import { createTimeline, type Timeline, timelineFromRecording } from '@/sim/core/timeline';
import { type RaftCommand, raftCommand } from '@/sim/raft/command';
import { type RaftConfig, raftConfig, SERVER_IDS, ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import { raftScenarios } from '@/sim/raft/scenarios';
import type { RaftEvent, RaftState } from '@/sim/raft/state';
import type { RaftTrace } from '@/sim/raft/trace';
import { raftLabView, view } from './view';

const { actions, describe, inspect, items, mark } = raftLabView;

type Run = Timeline<RaftConfig, RaftState, RaftCommand, RaftEvent, RaftTrace>;

/** Elections, losses, crashes, restarts and commands without effect: everything that can be said is said. */
function eventfulRun(): Run {
  const timeline = createTimeline(raft, { config: raftConfig.parse({ dropPerMille: 200 }), seed: 7 });
  for (const server of SERVER_IDS.slice(0, 5)) {
    timeline.dispatch({ type: 'restart', server, disk: true });
    timeline.dispatch({ type: 'timeout', server });
    timeline.seekTick(timeline.tick + ticksFromMs(400));
    timeline.dispatch({ type: 'timeout', server });
    timeline.dispatch({ type: 'crash', server });
    timeline.dispatch({ type: 'crash', server });
    timeline.seekTick(timeline.tick + ticksFromMs(300));
    timeline.dispatch({ type: 'restart', server, disk: server !== 's1' });
  }
  timeline.seekTick(timeline.tick + ticksFromMs(2_000));
  return timeline;
}

/** Every command there is, on a network and on machines that misbehave. */
function faultyRun(): Run {
  const config = raftConfig.parse({ duplicatePerMille: 300, diskLatencyMaxMs: 8, preVote: true, initialServers: 4 });
  const timeline = createTimeline(raft, { config, seed: 3 });
  const wait = (ms: number) => timeline.seekTick(timeline.tick + ticksFromMs(ms));
  const commands: readonly (RaftCommand | number)[] = [
    { type: 'clientRequest', value: 'x=0' },
    { type: 'reconfigure', servers: ['s1', 's2'] },
    { type: 'clientRequest', server: 's2', value: 'x=1' },
    { type: 'snapshot', server: 's1' },
    { type: 'timeout', server: 's5' },
    { type: 'resume', server: 's1' },
    { type: 'process', server: 's2', timerRatePerMille: 2000, diskLatencyMinMs: 1, diskLatencyMaxMs: 4 },
    { type: 'process', server: 's2' },
    { type: 'link', from: 's1', to: 's2', dropPerMille: 200, duplicatePerMille: 100, delayMinMs: 5, reorder: false },
    { type: 'link', from: 's1', to: 's2' },
    { type: 'timeout', server: 's1' },
    400,
    { type: 'clientRequest', value: 'x=2' },
    200,
    { type: 'pause', server: 's3' },
    { type: 'pause', server: 's3' },
    { type: 'timeout', server: 's3' },
    200,
    { type: 'resume', server: 's3' },
    { type: 'transferLeadership', to: 's3' },
    { type: 'transferLeadership', to: 's5' },
    { type: 'clientRequest', value: 'x=3' },
    400,
    { type: 'pause', server: 's4' },
    { type: 'transferLeadership', to: 's4' },
    500,
    { type: 'pause', server: 's1' },
    100,
    { type: 'crash', server: 's1' },
    { type: 'reconfigure', servers: ['s1', 's2', 's3', 's4', 's5'] },
    { type: 'reconfigure', servers: ['s1', 's2', 's3'] },
    {
      type: 'partition',
      groups: [
        ['s1', 's2'],
        ['s3', 's4', 's5'],
      ],
    },
    600,
    { type: 'heal' },
    1000,
  ];
  for (const command of commands) {
    if (typeof command === 'number') wait(command);
    else timeline.dispatch(command);
  }
  return timeline;
}

const runs: readonly Run[] = [
  ...raftScenarios.map((scenario) => timelineFromRecording(raft, recordScenario(raft, scenario))),
  eventfulRun(),
  faultyRun(),
];

function everyRecord() {
  return runs.flatMap((timeline) =>
    Array.from({ length: timeline.knownEnd.step + 1 }, (_, step) => timeline.record(step)),
  );
}

suite('the runs of these tests', () => {
  it('come to every kind of trace entry, every command and every event', () => {
    const kinds = new Set(everyRecord().flatMap(({ trace }) => trace.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(
      [
        ...['apply', 'clientRequest', 'commit', 'crash', 'drop', 'duplicate', 'heal', 'ignored', 'installSnapshot'],
        ...['link', 'partition', 'pause', 'preVote', 'process', 'receive', 'reconfigure', 'redirect', 'restart'],
        ...['resume', 'role', 'send', 'snapshot', 'term', 'timeout', 'transfer', 'transferGivenUp', 'truncate', 'vote'],
      ].sort(),
    );
    const causes = everyRecord().map(({ cause }) =>
      cause.type === 'start' ? 'start' : cause.type === 'command' ? cause.command.type : cause.event.type,
    );
    const commands = raftCommand.def.options.map((option) => option.shape.type.def.values[0]);
    const events = ['deliver', 'lose', 'electionTimeout', 'heartbeat', 'rpcTimeout', 'diskWritten'];
    expect(new Set(causes)).toEqual(new Set(['start', ...commands, ...events]));
  });
});

suite.each(['ko', 'en'] as const)('Raft in words (%s)', (locale) => {
  const t = translator(locale);

  it('has a sentence for every step of every scenario', () => {
    const texts = new Set(
      everyRecord().flatMap((record) => {
        const { summary, details } = describe(record, t);
        return [summary, ...details];
      }),
    );
    for (const text of texts) expect(text).not.toMatch(/raft\.|undefined|\{|^ ?·|(^| )$| {2}|[:(]$/);
  });

  it('has words for every server, whatever its state', () => {
    for (const timeline of runs) {
      const snapshot = timeline.snapshot();
      expect(items(snapshot.state, t)).toHaveLength(snapshot.state.servers.length);
      for (const { id } of snapshot.state.servers) {
        const names = inspect(snapshot, id, t).flatMap((section) => section.rows.map((row) => row.name));
        expect(names).toEqual(expect.arrayContaining(['currentTerm', 'votedFor', 'lastLogIndex', 'role']));
      }
    }
  });

  it('has a name for every action and a reason wherever one is impossible', () => {
    const { state } = eventfulRun().snapshot();
    for (const action of actions) {
      expect(action.label(t)).not.toBe('');
      for (const { id } of state.servers) expect(action.refusal(state, id, t)).not.toBe('');
    }
  });

  it('has a title and a statement for every rule', () => {
    const rules = view.openScenario('first-election')?.rules(t) ?? [];
    expect(rules).toHaveLength(raft.invariants.length);
    for (const { text } of rules) {
      expect(text?.title).toBeTruthy();
      expect(text?.statement).toBeTruthy();
    }
  });

  it('has a title and a summary for every scenario', () => {
    for (const { id } of raftScenarios) {
      expect(t(`labs.raft.scenarios.${id}.title`)).not.toBe('');
      expect(t(`labs.raft.scenarios.${id}.summary`)).not.toBe('');
    }
  });
});

suite('what a step is said to be', () => {
  const t = translator('en');

  it('is an election won for the vote that makes the majority', () => {
    const timeline = createTimeline(raft, { config: raftConfig.parse({}), seed: 1 });
    timeline.seekTick(ticksFromMs(500));
    const summaries: string[] = [];
    for (let step = 0; step <= timeline.knownEnd.step; step += 1) {
      const record = timeline.record(step);
      if (mark(record)?.state === 'success' && record.trace.some(({ kind }) => kind === 'role'))
        summaries.push(describe(record, t).summary);
    }
    expect(summaries).toEqual(['s5 · wins a majority, leads term 1']);
  });

  it('names the reason why a vote is denied', () => {
    const timeline = createTimeline(raft, { config: raftConfig.parse({ servers: 3 }), seed: 1 });
    timeline.dispatch({ type: 'timeout', server: 's1' });
    timeline.dispatch({ type: 'timeout', server: 's2' });
    const summaries = Array.from({ length: 4 }, () => timeline.stepForward()).map((record) =>
      record === null ? '' : describe(record, t).summary,
    );
    expect(summaries.some((summary) => summary.includes('has voted in this term'))).toBe(true);
  });

  it('is marked when a server crashes, restarts or changes its role, not when it only talks', () => {
    const timeline = createTimeline(raft, { config: raftConfig.parse({}), seed: 1 });
    expect(mark(timeline.dispatch({ type: 'timeout', server: 's1' }))?.state).toBe('pending');
    expect(mark(timeline.dispatch({ type: 'crash', server: 's2' }))?.state).toBe('failure');
    expect(mark(timeline.dispatch({ type: 'crash', server: 's2' }))).toBeNull();
    expect(mark(timeline.dispatch({ type: 'restart', server: 's2', disk: true }))?.state).toBe('ok');
    const delivery = timeline.stepForward();
    expect(delivery === null ? null : mark(delivery)).toBeNull();
  });

  it('is marked once for a commit, on the leader, and for what happens to the network', () => {
    const partitioned = raftScenarios.find(({ id }) => id === 'partitioned-leader');
    if (partitioned === undefined) throw new Error('no such scenario');
    const timeline = timelineFromRecording(raft, recordScenario(raft, partitioned));
    const marked = Array.from({ length: timeline.knownEnd.step + 1 }, (_, step) => timeline.record(step)).filter(
      (record) => mark(record) !== null,
    );
    const of = (kind: string) => marked.filter(({ trace }) => trace.some((entry) => entry.kind === kind));
    // A follower that steps down hears of a commit too: its mark is that it steps down.
    const committed = of('commit').filter(({ trace }) => trace.every(({ kind }) => kind !== 'role'));
    expect(committed).toHaveLength(2);
    expect(of('partition')).toHaveLength(1);
  });
});
