import { expect, test } from 'vitest';
import { scaleOf } from '@/components/lab-shell/panels/space-time-scale';
import { SpaceTimeIndex } from '@/components/lab-shell/run/space-time-index';
import { recordScenario } from '@/sim/core/scenario';
import { timelineFromRecording } from '@/sim/core/timeline';
import { raftConfig, ticksFromMs } from '@/sim/raft/config';
import type { RaftTypes } from '@/sim/raft/lab';
import { raft } from '@/sim/raft/raft';
import { raftLabView } from './view';

const sent = raftLabView.messages;
if (sent === undefined) throw new Error('Raft sends messages');
const view = sent;

const NODE_IDS = ['s1', 's2', 's3', 's4', 's5'];

/** s1 leads term 1 from 20 ms on; every message takes 10 ms; s1 is down from 60 to 80 ms, s2 paused from 90 to 100 ms. */
function calmRun() {
  const at = (ms: number) => ticksFromMs(ms);
  const config = raftConfig.parse({
    electionTimeoutMinMs: 50_000,
    electionTimeoutMaxMs: 60_000,
    latencyMinMs: 10,
    latencyMaxMs: 10,
    heartbeatIntervalMs: 1_000,
  });
  const timeline = timelineFromRecording(
    raft,
    recordScenario(raft, {
      id: 'calm',
      config,
      seed: 1,
      commands: [
        { tick: at(0), command: { type: 'timeout', server: 's1' } },
        { tick: at(60), command: { type: 'crash', server: 's1' } },
        { tick: at(80), command: { type: 'restart', server: 's1', disk: true } },
        { tick: at(90), command: { type: 'pause', server: 's2' } },
        { tick: at(100), command: { type: 'resume', server: 's2' } },
      ],
      endTick: at(120),
    }),
  );
  const index = new SpaceTimeIndex<RaftTypes>(timeline, view.laneStart, view.spaceTime);
  const read = (fromMs: number, toMs: number) =>
    index.read({
      fromTick: at(fromMs),
      toTick: at(toMs),
      nodeIds: NODE_IDS,
      inFlight: view.inFlight(timeline.snapshot()),
      end: timeline.knownEnd,
    });
  return { timeline, read, at };
}

test('a lane is cut where the state changes, and goes back to what it was after a pause', () => {
  const { read, at } = calmRun();
  const { segments } = read(0, 120);
  const lane = (id: string) => segments.filter(({ nodeId }) => nodeId === id);
  expect(lane('s1').map(({ state, toTick }) => [state, toTick])).toEqual([
    ['pending', at(20)],
    ['success', at(60)],
    ['failure', at(80)],
    ['ok', at(120)],
  ]);
  expect(lane('s2').map(({ state }) => state)).toEqual(['ok', 'neutral', 'ok']);
});

test('each message is one line from its sending to its end, known to come or on its way', () => {
  const { timeline, read, at } = calmRun();
  const whole = read(0, 120).arrows;
  expect(whole.filter(({ from, sentTick }) => from === 's1' && sentTick === 0)).toHaveLength(4);
  expect(whole.every(({ sentTick, endTick }) => endTick === sentTick + at(10))).toBe(true);
  timeline.seekTick(at(5));
  const early = read(0, 120).arrows;
  expect(early.filter(({ key }) => key.startsWith('flight-'))).toHaveLength(4);
  expect(early).toHaveLength(whole.length);
});

test('only steps within the stretch are points, by rising step', () => {
  const { read, at } = calmRun();
  const { points } = read(55, 85);
  expect(points.map(({ nodeId, tick }) => [nodeId, tick])).toEqual([
    ['s1', at(60)],
    ['s1', at(80)],
  ]);
});

test('another branch is read anew', () => {
  const { timeline, read, at } = calmRun();
  read(0, 120);
  timeline.seekTick(at(50));
  timeline.dispatch({ type: 'crash', server: 's3' });
  timeline.seekTick(at(100));
  const { segments } = read(0, 100);
  expect(segments.filter(({ state }) => state === 'failure').map(({ nodeId }) => nodeId)).toEqual(['s3']);
});

test('now is four fifths down, and the first moment at the top while the run is young', () => {
  const options = { width: 100, height: 132, nodeIds: ['s1', 's2'], spanTicks: 100 };
  const late = scaleOf({ ...options, nowTick: 1000 });
  expect([late.fromTick, late.toTick]).toEqual([920, 1020]);
  expect(late.y(1000)).toBe(104);
  expect([late.x('s1'), late.x('s2')]).toEqual([25, 75]);
  expect(scaleOf({ ...options, nowTick: 10 }).fromTick).toBe(0);
});
