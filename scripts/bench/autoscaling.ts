import { autoscalingConfig } from '../../sim/autoscaling/config';
import { autoscaling } from '../../sim/autoscaling/model';
import { setBehaviour } from '../../sim/autoscaling/scenarios';
import { createAutoscalingSession } from '../../sim/autoscaling/session';
import { createEngine } from '../../sim/core/engine';
import { recordScenario } from '../../sim/core/scenario';

const DAY_S = 86_400;

/** How long a day of the HPA takes (5,760 syncs), alone and with the queue and its pods; how long a setting's change takes to be run again. */
export function bench(): void {
  // The first run warms up.
  for (const isShown of [false, true]) {
    const timeline = secondsOf(timelineOfADay);
    const day = secondsOf(() => runTo({ min: 1, max: 20, c: 10, taskMs: 20_000, perMinute: 0 }, DAY_S));
    const busy = secondsOf(() => runTo({ max: 20, c: 10, taskMs: 10_000, perMinute: 120, waveS: 600 }, DAY_S));
    const changed = secondsOf(changeASetting);
    const pods = secondsOf(() =>
      runTo({ max: 100, min: 100, replicas: 100, c: 10, taskMs: 5_000, perMinute: 6_000 }, 60),
    );
    if (!isShown) continue;
    console.log(`timeline, 24 h, 5,760 syncs                ${ms(timeline)}`);
    console.log(`model, 24 h, quiet queue                   ${ms(day)}`);
    console.log(`model, 24 h, 120 messages a minute         ${ms(busy)}`);
    console.log(`a setting's change, ten minutes run again  ${ms(changed)}`);
    console.log(`100 pods, a minute, 100 messages a second  ${ms(pods)}`);
  }
}

function timelineOfADay(): void {
  const series = Array.from({ length: 1_440 }, (_, minute) => [60 * minute, 10 + ((minute * 37) % 190)]);
  const behaviour = {
    scaleUp: [
      ['Pods', 4, 15],
      ['Percent', 100, 15],
    ],
    scaleDown: [['Percent', 50, 60]],
  };
  const windows = { scaleUpWindowS: 60, scaleDownWindowS: 300 };
  const timeline = { min: 1, max: 20, ...windows, ...behaviour, value: 10, startReplicas: 1, syncS: 15 };
  createAutoscalingSession().feed(JSON.stringify({ timeline, series, untilS: DAY_S }));
}

function runTo(config: object, seconds: number): void {
  const engine = createEngine(autoscaling, { config: autoscalingConfig.parse(config), seed: 1 });
  while (engine.nextDueTick !== null && engine.nextDueTick <= 1_000 * seconds) engine.step();
}

/** What a learner waits for: the sawtooth of ten minutes with another behaviour. */
function changeASetting(): void {
  const config = autoscalingConfig.parse({ c: 10, taskMs: 10_000, perMinute: 240, waveS: 60 });
  const commands = [{ tick: 1_000, command: setBehaviour({ downWindowS: 300 }) }];
  recordScenario(autoscaling, { id: 'bench', config, seed: 1, commands, endTick: 600_000 });
}

function ms(seconds: number): string {
  return `${(seconds * 1_000).toFixed(0)} ms`;
}

/** Of processor time: what else the machine does is left out. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1e6;
}
