'use client';

import { NodeToolbar, Panel, Position, useStore } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import { useLab, usePlayer } from './lab-context';
import type { LabFlow } from './lab-view';

/** Canvases with this much more width than height have room for a toolbar beside their nodes. */
const ROOM_BESIDE = 190;

/** What can be done to the selected node: beside it, or in the corner of a canvas that is too narrow. */
export function NodeActionsToolbar() {
  const selectedId = usePlayer((player) => player.selectedId);
  const isWide = useStore((state) => state.width - state.height > ROOM_BESIDE);
  if (selectedId === null) return null;
  if (isWide) return <ToolbarBeside nodeId={selectedId} />;
  return (
    <Panel position="top-left" className="m-1.5!">
      <ActionButtons nodeId={selectedId} isSquare />
    </Panel>
  );
}

function ToolbarBeside({ nodeId }: { readonly nodeId: string }) {
  const flow = useLab((session) => session.flow());
  const offset = useStore((state) => Math.round(20 * state.transform[2]) + 6);
  return (
    <NodeToolbar nodeId={nodeId} isVisible position={outerSide(flow, nodeId)} offset={offset} style={{ zIndex: 5 }}>
      <ActionButtons nodeId={nodeId} isSquare={false} />
    </NodeToolbar>
  );
}

/** In a row, or in two columns where a row would cover a node. */
function ActionButtons({ nodeId, isSquare }: { readonly nodeId: string; readonly isSquare: boolean }) {
  const t = useTranslations('lab');
  const actions = useLab((session, words) => session.actions(nodeId, words));
  return (
    <div
      role="toolbar"
      aria-label={t('nodeActions', { node: nodeId })}
      className={cx(
        'rounded-md border border-border bg-raised p-0.5 shadow-md',
        isSquare ? 'grid grid-cols-2' : 'flex',
      )}
    >
      {actions
        .filter((action) => action.inToolbar)
        .map(({ id, label, key, icon: Icon, refusal, run }) => (
          <IconButton
            key={id}
            label={refusal === null ? label : `${label}: ${refusal}`}
            size="sm"
            shortcut={key?.toUpperCase()}
            disabled={refusal !== null}
            icon={<Icon aria-hidden="true" />}
            onClick={run}
          />
        ))}
    </div>
  );
}

/** Away from the middle, where the messages are. */
function outerSide({ nodes }: LabFlow, nodeId: string): Position {
  const xs = nodes.map((node) => node.position.x);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const x = nodes.find((node) => node.id === nodeId)?.position.x ?? middle;
  return x < middle - 1 ? Position.Left : Position.Right;
}
