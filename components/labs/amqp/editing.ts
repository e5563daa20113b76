import type { EditingView } from '@/components/lab-shell/stage/nodes/nodes-view';
import { lazyPart } from '@/components/ui/lazy-part';
import type { AmqpTypes } from '@/sim/amqp/lab';
import { targetOfConnection } from './edit-target';
import { DRAWN } from './node-data';
import { placesAll } from './to-flow';

/** The canvas of the AMQP lab as something to build on. */
export const editingView: EditingView<AmqpTypes> = {
  move(nodeId, { x, y }) {
    return { type: 'move', node: nodeId, x: Math.round(x / DRAWN.x), y: Math.round(y / DRAWN.y) };
  },
  placesAll,
  canConnect: (from, to, state) => from !== to && targetOfConnection({ from, to }, state) !== null,
  // Once the topology is drawn.
  Toolbox: lazyPart(() => import('./toolbox').then((module) => module.Toolbox), null),
};
