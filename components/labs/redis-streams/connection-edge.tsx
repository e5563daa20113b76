import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { straightPath } from '@/components/lab-shell/stage/nodes/straight-path';
import type { ConnectionEdge as ConnectionFlowEdge } from './to-flow';

/** A client's connection: dotted while the process is down, dashed while a command of it waits at the server. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<ConnectionFlowEdge>) {
  const { sourceX, sourceY, targetX, targetY, data } = props;
  const { isDown = false, isBlocked = false } = data ?? {};
  const path = straightPath({ sourceX, sourceY, targetX, targetY });
  return (
    <path
      d={path}
      fill="none"
      stroke="var(--color-border-strong)"
      strokeWidth={1.5}
      strokeDasharray={isDown ? '2 7' : isBlocked ? '7 5' : undefined}
    />
  );
});
