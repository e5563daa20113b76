import { describe, expect, it } from 'vitest';
import { texts, translator } from '@/messages/testing/translator';
import { createTimeline } from '@/sim/core/timeline';
import { type RaftConfig, raftConfig, ticksFromMs } from '@/sim/raft/config';
import { raft } from '@/sim/raft/raft';
import type { RaftState } from '@/sim/raft/state';
import { raftLabView } from './view';

const { actions } = raftLabView;

const t = translator('en');

function run(config: Partial<RaftConfig> = {}) {
  return createTimeline(raft, { config: raftConfig.parse(config), seed: 1 });
}

/** Five servers of which s5 leads term 1. */
function ledRun() {
  const timeline = run();
  timeline.seekTick(ticksFromMs(500));
  return timeline;
}

function possible(state: RaftState, nodeId: string): readonly string[] {
  return actions.filter((action) => action.refusal(state, nodeId, t) === null).map(({ id }) => id);
}

function refusal(state: RaftState, actionId: string, nodeId: string): string | null | undefined {
  return actions.find(({ id }) => id === actionId)?.refusal(state, nodeId, t);
}

describe('what can be done to a server', () => {
  it('depends on whether it leads', () => {
    const { state } = ledRun().snapshot();
    expect(possible(state, 's1')).toEqual(['crash', 'timeout', 'clientRequest', 'pause', 'transfer']);
    expect(possible(state, 's5')).toEqual(['crash', 'clientRequest', 'pause']);
  });

  it('is only to restart it while it is down', () => {
    const timeline = ledRun();
    timeline.dispatch({ type: 'crash', server: 's5' });
    expect(possible(timeline.snapshot().state, 's5')).toEqual(['restart', 'restartEmpty']);
  });

  it('is to crash or resume it while it is paused', () => {
    const timeline = ledRun();
    timeline.dispatch({ type: 'pause', server: 's5' });
    expect(possible(timeline.snapshot().state, 's5')).toEqual(['crash', 'resume']);
  });

  it('includes a snapshot once something has been applied', () => {
    const timeline = ledRun();
    timeline.dispatch({ type: 'clientRequest', value: 'x=1' });
    timeline.seekTick(timeline.tick + ticksFromMs(100));
    expect(refusal(timeline.snapshot().state, 'snapshot', 's5')).toBeNull();
    timeline.dispatch({ type: 'snapshot', server: 's5' });
    expect(refusal(timeline.snapshot().state, 'snapshot', 's5')).toBe(texts.en.labs.raft.refusals['nothing-new']);
  });

  it('leaves out what only members can do', () => {
    const { state } = run({ initialServers: 3 }).snapshot();
    expect(refusal(state, 'timeout', 's4')).toBe(texts.en.labs.raft.refusals['not-a-member']);
    expect(refusal(state, 'timeout', 's3')).toBeNull();
  });

  it('is a step with an effect whenever it is not refused', () => {
    const { state } = ledRun().snapshot();
    for (const { id } of state.servers) {
      for (const action of actions) {
        if (action.refusal(state, id, t) !== null) continue;
        const { trace } = ledRun().dispatch(action.command(id, state));
        expect(trace.map(({ kind }) => kind)).not.toContain('ignored');
      }
    }
  });

  it('asks for a value that no log has yet', () => {
    const timeline = ledRun();
    const request = actions.find(({ id }) => id === 'clientRequest');
    for (const value of ['x=1', 'x=2']) {
      const { state } = timeline.snapshot();
      expect(request?.command('s5', state)).toEqual({ type: 'clientRequest', server: 's5', value });
      timeline.dispatch({ type: 'clientRequest', server: 's5', value });
    }
  });

  it('shares a key only with what is impossible at the same moment', () => {
    const timelines = [ledRun(), ledRun(), ledRun()];
    timelines[1]?.dispatch({ type: 'pause', server: 's5' });
    timelines[2]?.dispatch({ type: 'crash', server: 's5' });
    for (const timeline of timelines) {
      const { state } = timeline.snapshot();
      const keys = actions.filter((action) => action.refusal(state, 's5', t) === null).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
