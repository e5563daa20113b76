import { readdirSync, readFileSync } from 'node:fs';
import { isValidElement } from 'react';
import { expect, it, describe as suite } from 'vitest';
import { boundsOf, isOverNode, openingView, TEXT_FLOOR } from '@/components/lab-shell/stage/nodes/fit-view';
import type { BoundNodes } from '@/components/lab-shell/stage/nodes/nodes-view';
import { isLabId } from '@/sim/catalog';
import { labEntries } from './catalog';

/** The stage's size by the window's: on a page of its own, and in a frame. `e2e/lab-in-view.spec.ts` looks at the whole page. In pixels. */
const STAGES = {
  390: { width: 372, height: 428 },
  768: { width: 719, height: 686 },
  1440: { width: 1023, height: 535 },
  1920: { width: 1439, height: 826 },
  '1366x657': { width: 965, height: 400 },
  '800x450 in a frame': { width: 788, height: 288 },
} as const;

const LAB_IDS = Object.keys(labEntries).filter(isLabId);

/** The nodes of a lab that draws boxes on a canvas, in its opening view; null for a stage whose text is not scaled. */
async function canvasesOf(id: (typeof LAB_IDS)[number]) {
  const view = await labEntries[id].load();
  return view.scenarios.map((scenario) => {
    const session = view.openScenario(scenario.id);
    const element = session?.stage.render({ selectedId: null, onSelect() {}, isPicture: false, size: 'page' });
    const props = isValidElement<{ nodes?: BoundNodes }>(element) ? element.props : {};
    return { scenario: scenario.id, nodes: props.nodes ?? null, hasLegend: session?.messages !== null };
  });
}

function opened(nodes: BoundNodes, stage: { width: number; height: number }, hasLegend: boolean) {
  const shown = nodes.flow(stage).nodes;
  const tools = nodes.editing === null ? null : nodes.editing.move === null ? 'above' : 'below';
  const view = openingView(boundsOf(shown), stage, { isLesson: false, tools, hasLegend }, nodes);
  const beyond = shown.filter(({ position, width = 0, height = 0 }) => {
    const [x, y] = [view.x + (position.x + width / 2) * view.zoom, view.y + (position.y + height / 2) * view.zoom];
    return x < 0 || y < 0 || x > stage.width || y > stage.height;
  });
  return { view, shown, beyond: beyond.length };
}

/** Sizes of text that the files of a lab write, in pixels: `text-[12px]`, `fontSize={12}`. */
function writtenSizes(id: string): readonly number[] {
  const folder = new URL(`./${id}/`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsx'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(/text-\[([\d.]+)(px|rem)\]|fontSize=\{([\d.]+)\}/g),
    ])
    .map(([, size, unit, svg]) => Number(size ?? svg) * (unit === 'rem' ? 16 : 1));
}

suite.each(LAB_IDS)('the stage of %s', (id) => {
  it(`shows no text below ${TEXT_FLOOR} pixels when it opens, at any width`, async () => {
    const rows: string[] = [];
    const smallestWritten = Math.min(...writtenSizes(id), 99);
    for (const { scenario, nodes, hasLegend } of await canvasesOf(id)) {
      const cells = Object.entries(STAGES).map(([width, stage]) => {
        expect(smallestWritten).toBeGreaterThanOrEqual(nodes?.smallestText ?? TEXT_FLOOR);
        if (nodes === null) return `${width}: ${TEXT_FLOOR}`;
        const { view, shown, beyond } = opened(nodes, stage, hasLegend);
        const smallest = (nodes.smallestText ?? 0) * view.zoom;
        expect(smallest, `${scenario} at ${width}`).toBeGreaterThanOrEqual(TEXT_FLOOR - 1e-9);
        expect(beyond, `${scenario} at ${width}: beyond the edges`).toBeLessThan(shown.length);
        return `${width}: ${smallest.toFixed(1)}${beyond === 0 ? '' : ` (${beyond} of ${shown.length} by panning)`}`;
      });
      rows.push(`${id} · ${scenario} · ${cells.join(' · ')}`);
    }
    if (process.env.TEXT_FLOOR_TABLE !== undefined) process.stdout.write(`${rows.join('\n')}\n`);
  });
});

it.each([STAGES['800x450 in a frame'], { width: 965, height: 300 }])(
  'shows five servers of Raft whole in a frame, and above their logs on a laptop',
  async (stage) => {
    const opening = (await canvasesOf('raft')).filter(({ nodes }) => (nodes?.flow(stage).nodes.length ?? 0) <= 5);
    expect(opening.length).toBeGreaterThan(10);
    for (const { scenario, nodes } of opening) {
      if (nodes === null) throw new Error(`${scenario} has no canvas`);
      const { shown, view } = opened(nodes, stage, true);
      const edges = shown.flatMap(({ position: { x, y }, width = 0, height = 0 }) => [
        view.x + x * view.zoom,
        stage.width - view.x - (x + width) * view.zoom,
        view.y + y * view.zoom,
        stage.height - view.y - (y + height) * view.zoom,
      ]);
      expect(Math.min(...edges), scenario).toBeGreaterThanOrEqual(0);
    }
  },
);

it('leaves the rows of the legend free in a lesson beside five servers and their logs', async () => {
  const stage = { width: 583, height: 512 };
  const legend = { x: 16, y: stage.height - 66, width: 551, height: 46 };
  const [first] = (await canvasesOf('raft')).filter(({ scenario }) => scenario === 'leader-crash');
  if (first?.nodes == null) throw new Error('there is no such scenario');
  const { nodes } = first;
  const shown = nodes.flow(stage).nodes;
  const view = openingView(boundsOf(shown), stage, { isLesson: true, tools: null, hasLegend: true }, nodes);
  expect(shown).toHaveLength(5);
  expect(isOverNode(legend, shown, view, nodes.nodeMargin)).toBe(false);
});

it('finds a node under the legend, and none beside it', () => {
  const legend = { x: 16, y: 400, width: 140, height: 100 };
  const node = (x: number, y: number) => ({ position: { x, y }, width: 100, height: 50 });
  const view = { x: 10, y: 0, zoom: 2 };
  expect(isOverNode(legend, [node(0, 0), node(50, 180)], view, { x: 0, y: 0 })).toBe(true);
  expect(isOverNode(legend, [node(0, 100), node(73, 200)], view, { x: 0, y: 0 })).toBe(false);
  expect(isOverNode(legend, [node(73, 200)], view, { x: 0, y: 10 })).toBe(false);
  expect(isOverNode(legend, [node(73, 200)], view, { x: 10, y: 0 })).toBe(true);
});
