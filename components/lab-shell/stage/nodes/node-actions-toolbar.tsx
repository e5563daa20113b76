'use client';

import { type Node, NodeToolbar, Position } from '@xyflow/react';
import { usePlayer } from '../../run/lab-context';
import { ItemToolbar } from '../item-toolbar';
import { CanvasPanel } from './canvas-panel';
import { useCanvas } from './canvas-store';
import { boundsOf } from './fit-view';

/** Canvases with this much more width than height have room for a toolbar beside their nodes. */
const ROOM_BESIDE = 190;

/** What can be done to the selected node: beside it, or in the corner of a canvas that is too narrow. */
export function NodeActionsToolbar() {
  const selectedId = usePlayer((player) => player.selectedId);
  const isWide = useCanvas((state) => state.width - state.height > ROOM_BESIDE);
  if (selectedId === null) return null;
  if (isWide) return <ToolbarBeside nodeId={selectedId} />;
  return (
    <CanvasPanel position="top-left" className="m-1.5! max-w-[calc(100%-3.5rem)]">
      <ItemToolbar itemId={selectedId} shape="wrapped" />
    </CanvasPanel>
  );
}

function ToolbarBeside({ nodeId }: { readonly nodeId: string }) {
  const side = useCanvas((state) => outerSide(state.nodes, nodeId));
  const align = useCanvas((state) => innerEnd(state.nodes, nodeId));
  const offset = useCanvas((state) => Math.round(20 * state.transform[2]) + 6);
  return (
    <NodeToolbar nodeId={nodeId} isVisible position={side} align={align} offset={offset} style={{ zIndex: 5 }}>
      <ItemToolbar itemId={nodeId} shape="column" />
    </NodeToolbar>
  );
}

/** Upwards from a node of the lower half and downwards from one of the upper half, where there is room. */
function innerEnd(nodes: readonly Node[], nodeId: string): 'start' | 'end' {
  const { y, height } = boundsOf(nodes);
  const node = nodes.find(({ id }) => id === nodeId);
  return node !== undefined && node.position.y + (node.height ?? 0) / 2 > y + height / 2 ? 'end' : 'start';
}

/** Away from the middle, where the messages are. */
function outerSide(nodes: readonly Node[], nodeId: string): Position {
  const xs = nodes.map((node) => node.position.x);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const x = nodes.find((node) => node.id === nodeId)?.position.x ?? middle;
  return x < middle - 1 ? Position.Left : Position.Right;
}
