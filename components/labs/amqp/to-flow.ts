import { NARROW } from '@/components/lab-shell/stage/nodes/canvas-zoom';
import type { StageBox } from '@/components/lab-shell/stage/nodes/fit-view';
import type { LabFlow } from '@/components/lab-shell/stage/nodes/nodes-view';
import type { Place } from '@/sim/amqp/options';
import type { AmqpEvent, AmqpState } from '@/sim/amqp/state';
import type { Snapshot } from '@/sim/core/engine';
import { canvasItems } from './canvas-items';
import { type Box, edgeLine, lengthForLabel } from './edge-path';
import { layInRows, layoutOf } from './layout';
import type { AmqpNode } from './node-data';
import { DRAWN, drawnSize } from './node-data';
import { nodeOf } from './node-of';
import { shownLines } from './shown-lines';
import type { EdgeKind, TopologyEdge } from './topology-edge';

/** What stands on the canvas and the lines between. */
export function toFlow({ state }: Snapshot<AmqpState, AmqpEvent>, stage: StageBox): LabFlow<AmqpNode> {
  const { items, lines, links, places: recorded } = arranged(state);
  const types = new Map(items.map(({ id, type }) => [id, type]));
  const scaled = (scale: Place) =>
    new Map([...recorded].map(([id, { x, y }]) => [id, { x: x * scale.x, y: y * scale.y }]));
  const standing = scaled(DRAWN);
  const boxOf = (id: string) => ({ ...(standing.get(id) ?? { x: 0, y: 0 }), ...drawnSize(types.get(id) ?? 'queue') });
  const spread = stage.isPicture === true ? spreadOf(lines, boxOf, [...types.keys()], stage.width) : 1;
  const places = placesAll(stage)
    ? layInRows(items, links, rowWidth(stage))
    : scaled({ x: DRAWN.x * spread, y: DRAWN.y });
  const nodes = items.map((item) => nodeOf(state, item, places.get(item.id) ?? { x: 0, y: 0 }));
  const lanes = new Map<string, number>();
  const edges = lines.map(({ id, from, to, kind, label }): TopologyEdge => {
    const pair = `${from} ${to}`;
    const lane = lanes.get(pair) ?? 0;
    lanes.set(pair, lane + 1);
    const sizes = { from: drawnSize(types.get(from) ?? 'queue'), to: drawnSize(types.get(to) ?? 'queue') };
    return { id, type: 'topology', source: from, target: to, data: { kind, label, lane, ...sizes } };
  });
  return { nodes, edges };
}

/** On a phone's stage nothing stands where it was put: the flow goes downwards, in rows as wide as the stage. */
export function placesAll({ width }: StageBox): boolean {
  return width < NARROW;
}

/** At the sides of a phone's stage, in units of the flow. */
const SIDES = 36;
/** The zoom at which its smallest text can still be read. */
const READABLE = 0.925;

/** By how much a picture's columns are drawn apart, so that the keys between them are whole, as far as its width goes. */
function spreadOf(
  lines: ReturnType<typeof shownLines>,
  boxOf: (id: string) => Place & Box,
  ids: readonly string[],
  stageWidth: number,
): number {
  const boxes = ids.map(boxOf);
  const left = Math.min(...boxes.map(({ x }) => x));
  const isWhole = (factor: number) =>
    lines.every(({ from, to, label }) => {
      const [source, target] = [from, to].map((id) => {
        const { x, y, width, height } = boxOf(id);
        return { x: x * factor + width / 2, y: y + height / 2, width, height };
      });
      if (label === '' || source === undefined || target === undefined) return true;
      return (edgeLine(source, target, 0)?.length ?? 0) >= lengthForLabel(label);
    });
  const isTooWide = (factor: number) =>
    Math.max(...boxes.map(({ x, width }) => (x - left) * factor + width)) > stageWidth / READABLE - SIDES;
  let factor = 1;
  while (factor < SPREAD.max && !isWhole(factor) && !isTooWide(factor + SPREAD.step)) factor += SPREAD.step;
  return factor;
}

const SPREAD = { max: 4, step: 0.1 } as const;

function rowWidth({ width }: StageBox): number {
  return width / READABLE - SIDES;
}

/** Where everything stands, by id, in the units of a run's places. */
export function shownPlaces(state: AmqpState): ReadonlyMap<string, Place> {
  return arranged(state).places;
}

/** Against the stream: of no use to find out what stands to the right of what. */
const backward: ReadonlySet<EdgeKind> = new Set<EdgeKind>(['dead-letter', 'alternate', 'reply']);

function arranged(state: AmqpState) {
  const items = canvasItems(state);
  const ids = new Set(items.map(({ id }) => id));
  const lines = shownLines(state).filter(({ from, to }) => ids.has(from) && ids.has(to));
  const forward = lines.filter(({ kind }) => !backward.has(kind));
  const links = forward.map(({ from, to }) => ({ from, to }));
  return { items, lines, links, places: layoutOf(items, links, state.places) };
}
