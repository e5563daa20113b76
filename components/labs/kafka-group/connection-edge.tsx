import { type EdgeProps, getStraightPath } from '@xyflow/react';
import { memo } from 'react';
import type { ConnectionEdge as ConnectionFlowEdge } from './node-data';

/** The way between a process and the broker: dotted while the process is down. */
export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<ConnectionFlowEdge>) {
  const { sourceX, sourceY, targetX, targetY, data } = props;
  const [path] = getStraightPath({ sourceX, sourceY, targetX, targetY });
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
