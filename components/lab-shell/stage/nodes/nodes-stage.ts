import { createElement } from 'react';
import type { LabTypes } from '@/sim/core/lab';
import type { Stage } from '../stage';
import { LabCanvas } from './lab-canvas';
import { bindNodes, type NodesView } from './nodes-view';

/**
 * The stage of boxes on a canvas, with lines and messages between them.
 * @example stage: nodes({ nodeTypes: { server: ServerNode }, toFlow })
 */
export function nodes<T extends LabTypes>(view: NodesView<T>): Stage<T> {
  return {
    bind({ store }) {
      const bound = bindNodes(view, store);
      const { Below } = view;
      return {
        isFreeAtTop: true,
        render: (props) => createElement(LabCanvas, { ...props, nodes: bound }),
        ...(Below === undefined ? {} : { renderBelow: () => createElement(Below, { store }) }),
      };
    },
  };
}
