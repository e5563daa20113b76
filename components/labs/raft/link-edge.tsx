import { type EdgeProps, getStraightPath } from '@xyflow/react';

/** The line between two servers; dashed and fainter while one of them is down. */
export function LinkEdge({ sourceX, sourceY, targetX, targetY, data }: EdgeProps) {
  const [path] = getStraightPath({ sourceX, sourceY, targetX, targetY });
  const isDown = data?.isDown === true;
  return (
    <path
      d={path}
      fill="none"
      stroke="var(--color-border)"
      strokeWidth={1.5}
      strokeDasharray={isDown ? '2 7' : undefined}
    />
  );
}
