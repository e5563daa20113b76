import type { CanvasShape } from '@/components/lab-shell/lab-layout';
import type { LabId } from '@/sim/catalog';

/** Known before a lab is loaded, so that its place is as high as the lab will be. */
export const canvasShapes: Readonly<Record<LabId, CanvasShape>> = {
  amqp: 'wide',
  'kafka-group': 'square',
  raft: 'square',
  'redis-streams': 'square',
};
