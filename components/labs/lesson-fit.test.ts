import { readdirSync, readFileSync } from 'node:fs';
import { isValidElement } from 'react';
import { expect, it } from 'vitest';
import { boundsOf, openingView } from '@/components/lab-shell/stage/nodes/fit-view';
import type { BoundNodes } from '@/components/lab-shell/stage/nodes/nodes-view';
import { isLabId } from '@/sim/catalog';
import { labEntries } from './catalog';

/** The canvas between paragraphs on a phone 390 pixels wide, by the shape of its lab (`lab-layout.ts`). */
const WIDTH = 380;
const HEIGHTS = { square: WIDTH, wide: 277, 'row-or-column': 440, 'square-or-column': 440 } as const;

/** What is not shown whole there, with how many boxes are cut or lie beyond. The canvas says so at its edges. */
const TOO_LARGE: Readonly<Record<string, number>> = {
  'amqp/eco2-pipeline': 4,
  'amqp/pub-sub': 2,
  'amqp/topic-routing': 2,
  'raft/figure-7': 4,
  'redis-streams/crash-loses-nothing': 1,
  'redis-streams/eco2-events': 4,
  'redis-streams/shared-work': 1,
};

/** Every lab that a lesson opens: the lab, the scenario and the step. */
function moments() {
  const lessons = readdirSync('content', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /ko\.mdx$/u.test(file),
  );
  const found = lessons.flatMap((file) => [
    ...readFileSync(`content/${file}`, 'utf8').matchAll(/<Lab id="([^"]*)" scenario="([^"]*)" step=\{(\d+)\}/gu),
  ]);
  return found.map(([, lab = '', scenario = '', step]) => ({ lab, scenario, step: Number(step) }));
}

it('shows whole on a phone what a lesson speaks of, but for the largest scenarios', async () => {
  const cut: Record<string, number> = {};
  const all = moments();
  expect(all.length).toBeGreaterThan(30);
  for (const { lab, scenario, step } of all) {
    if (!isLabId(lab)) throw new Error(`there is no lab ${lab}`);
    const { load, shape } = labEntries[lab];
    const session = (await load()).openScenario(scenario, step);
    const element = session?.stage.render({ selectedId: null, onSelect() {}, isPicture: false, size: 'lesson' });
    const { nodes } = isValidElement<{ nodes?: BoundNodes }>(element) ? element.props : {};
    if (nodes === undefined) continue;
    const stage = { width: WIDTH, height: HEIGHTS[shape] };
    const shown = nodes.flow(stage).nodes;
    const use = { isLesson: true, tools: null, hasLegend: session?.messages !== null };
    const { x, y, zoom } = openingView(boundsOf(shown), stage, use, nodes);
    const notWhole = shown.filter(({ position, width = 0, height = 0 }) => {
      const [left, top] = [x + position.x * zoom, y + position.y * zoom];
      return left < 0 || top < 0 || left + width * zoom > stage.width || top + height * zoom > stage.height;
    });
    if (notWhole.length > 0) cut[`${lab}/${scenario}`] = notWhole.length;
  }
  expect(cut).toEqual(TOO_LARGE);
});
