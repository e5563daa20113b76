import type { EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { straightPath } from '@/components/lab-shell/stage/nodes/straight-path';
import type { ConnectionEdge as ConnectionFlowEdge } from './node-data';

/** The way between a process and the broker: dotted while the process is down. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<ConnectionFlowEdge>) {
  const { sourceX, sourceY, targetX, targetY, data } = props;
  const path = straightPath({ sourceX, sourceY, targetX, targetY });
  return (
    <path
      d={path}
      fill="none"
      stroke="var(--color-border)"
      strokeWidth={1.5}
      strokeDasharray={data?.isDown === true ? '2 7' : undefined}
    />
  );
});
