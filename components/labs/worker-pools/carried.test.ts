import { expect, it } from 'vitest';
import { autoscalingConfig } from '@/sim/autoscaling/config';
import { createEngine } from '@/sim/core/engine';
import { workerPoolsConfig } from '@/sim/worker-pools/config';
import { workerPools } from '@/sim/worker-pools/model';
import { publish } from '@/sim/worker-pools/scenarios';
import { carriedConfig } from './pipeline';

it('hands its worker over to autoscaling, which takes it as it is', () => {
  const settings = { pool: 'threads', c: 7, mult: 3, late: true, reject: true } as const;
  const engine = createEngine(workerPools, { config: workerPoolsConfig.parse(settings), seed: 1 });
  engine.dispatch(publish(4, 12_000));
  while (engine.nextDueTick === 0) engine.step();
  const carried = carriedConfig(engine.state);
  expect(carried).toEqual({ ...settings, taskMs: 12_000 });
  expect(autoscalingConfig.parse(carried)).toMatchObject(carried);
});
