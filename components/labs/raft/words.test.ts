import { createTranslator } from 'next-intl';
import { expect, it, describe as suite } from 'vitest';
import type { Translate } from '@/components/lab-shell/lab-view';
import en from '@/messages/en.json';
import ko from '@/messages/ko.json';
import { recordScenario } from '@/sim/core/scenario';
import { createTimeline, type Timeline, timelineFromRecording } from '@/sim/core/timeline';
import type { RaftCommand } from '@/sim/raft/command';
import { type RaftConfig, raftConfig, SERVER_IDS, ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import { raftScenarios } from '@/sim/raft/scenarios';
import type { RaftEvent, RaftState } from '@/sim/raft/state';
import { actions } from './actions';
import { describe } from './describe';
import { inspect, nodesInWords } from './inspect';
import { mark } from './mark';

type Run = Timeline<RaftConfig, RaftState, RaftCommand, RaftEvent>;

/** A missing text is an error here, not a key on the screen. */
function translator(locale: 'ko' | 'en'): Translate {
  return createTranslator({
    locale,
    messages: locale === 'ko' ? ko : en,
    onError(error) {
      throw error;
    },
  });
}

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

function runs(): Run[] {
  const scenarios = raftScenarios.map((scenario) => timelineFromRecording(raft, recordScenario(raft, scenario)));
  return [...scenarios, eventfulRun()];
}

suite.each(['ko', 'en'] as const)('Raft in words (%s)', (locale) => {
  const t = translator(locale);

  it('has a sentence for every step of every scenario', () => {
    for (const timeline of runs()) {
      for (let step = 0; step <= timeline.knownEnd.step; step += 1) {
        const { summary, details } = describe(timeline.record(step), t);
        for (const text of [summary, ...details]) expect(text).not.toMatch(/raft\.|undefined|\{/);
      }
    }
  });

  it('has words for every server, whatever its state', () => {
    for (const timeline of runs()) {
      const snapshot = timeline.snapshot();
      expect(nodesInWords(snapshot.state, t)).toHaveLength(snapshot.state.servers.length);
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

  it('has a title and a summary for every scenario', () => {
    for (const { id } of raftScenarios) {
      expect(t(`raft.scenarios.${id}.title`)).not.toBe('');
      expect(t(`raft.scenarios.${id}.summary`)).not.toBe('');
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
      if (mark(record)?.state === 'leader') summaries.push(describe(record, t).summary);
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
    expect(mark(timeline.dispatch({ type: 'timeout', server: 's1' }))?.state).toBe('candidate');
    expect(mark(timeline.dispatch({ type: 'crash', server: 's2' }))?.state).toBe('crashed');
    expect(mark(timeline.dispatch({ type: 'crash', server: 's2' }))).toBeNull();
    expect(mark(timeline.dispatch({ type: 'restart', server: 's2', disk: true }))?.state).toBe('follower');
    const delivery = timeline.stepForward();
    expect(delivery === null ? null : mark(delivery)).toBeNull();
  });
});
