import { expect, it } from 'vitest';
import { amqpLab } from '@/sim/amqp/lab';
import { DIFFICULTIES } from '@/sim/core/question';
import { timelineFromRecording } from '@/sim/core/timeline';
import { edgeLine, lengthForLabel } from './edge-path';
import { toFlow } from './to-flow';
import type { TopologyEdgeData } from './topology-edge';

/** A question's picture beside a wide text. In pixels. */
const STAGE = { width: 668, height: 384, isPicture: true } as const;

it('draws the columns of a picture so far apart that every binding key is whole', () => {
  let keys = 0;
  const cut: string[] = [];
  for (let seed = 0; seed < 12; seed += 1) {
    for (const difficulty of DIFFICULTIES) {
      const question = amqpLab.questions.find(({ id }) => id === 'which-queues')?.generate(seed, difficulty);
      if (question === undefined) throw new Error('there is no such generator');
      const { nodes, edges } = toFlow(timelineFromRecording(amqpLab.simulation, question.picture).snapshot(), STAGE);
      const centreOf = (id: string) => {
        const { position, width = 0, height = 0 } = nodes.find((node) => node.id === id) ?? never(id);
        return { x: position.x + width / 2, y: position.y + height / 2 };
      };
      for (const { source, target, data } of edges) {
        if (data?.kind !== 'binding') continue;
        const { label, from, to, lane } = data as TopologyEdgeData;
        const line = edgeLine({ ...centreOf(source), ...from }, { ...centreOf(target), ...to }, lane);
        if ((line?.length ?? 0) < lengthForLabel(label)) cut.push(`${seed} ${difficulty} ${label} ${line?.length}`);
        keys += 1;
      }
      const right = Math.max(...nodes.map(({ position, width = 0 }) => position.x + width));
      const left = Math.min(...nodes.map(({ position }) => position.x));
      // The smallest text is read at this zoom.
      expect((right - left) * 0.925).toBeLessThanOrEqual(STAGE.width);
    }
  }
  expect(cut).toEqual([]);
  expect(keys).toBeGreaterThan(100);
});

function never(id: string): never {
  throw new Error(`there is no ${id}`);
}
