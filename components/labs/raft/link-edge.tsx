import type { EdgeProps } from '@xyflow/react';
import { useTranslations } from 'next-intl';
import { straightPath } from '@/components/lab-shell/stage/nodes/straight-path';
import { wordsOf } from '@/components/lab-shell/view/words';
import { linkFaultWords } from './fault-words';
import type { LinkFault, LinkEdge as LinkFlowEdge } from './to-flow';

/** Half the length of the gap in a line that a partition cuts. */
const GAP = 11;

/**
 * The line between two servers: dotted while one of them is down, fainter where one is no member, with a gap and two
 * strokes across where a partition cuts it (in a large cluster it is left out then), and with the faults of its two
 * directions in words.
 */
export function LinkEdge({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<LinkFlowEdge>) {
  const path = straightPath({ sourceX, sourceY, targetX, targetY });
  const { isDown = false, isCut = false, isOutside = false, isCrowded = false, faults = [] } = data ?? {};
  const middle = { x: (sourceX + targetX) / 2, y: (sourceY + targetY) / 2 };
  const angle = (Math.atan2(targetY - sourceY, targetX - sourceX) * 180) / Math.PI;
  const isFaulty = faults.length > 0;
  if (isCut && isCrowded && !isFaulty) return null;
  return (
    <>
      <path
        d={path}
        fill="none"
        stroke={isFaulty ? 'var(--color-border-strong)' : 'var(--color-border)'}
        strokeWidth={isFaulty ? 3 : 1.5}
        strokeDasharray={isDown ? '2 7' : isFaulty ? '9 5' : undefined}
        opacity={isOutside || isCut ? 0.55 : 1}
      />
      {isCut && !isCrowded ? <CutMark {...middle} angle={angle} /> : null}
      {isFaulty ? <FaultLabels {...middle} faults={faults} /> : null}
    </>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A gap with two strokes across it. */
function CutMark({ x, y, angle }: Place & { readonly angle: number }) {
  const stroke = { stroke: 'var(--color-state-failure)', strokeWidth: 2.5, strokeLinecap: 'round' } as const;
  return (
    <g transform={`translate(${x} ${y}) rotate(${angle})`}>
      <line x1={-GAP} x2={GAP} y1={0} y2={0} stroke="var(--color-surface)" strokeWidth={6} />
      <line x1={-GAP - 3} x2={-GAP + 3} y1={8} y2={-8} {...stroke} />
      <line x1={GAP - 3} x2={GAP + 3} y1={8} y2={-8} {...stroke} />
    </g>
  );
}

const LINE_HEIGHT = 17;

/** The words of each direction, a fault a line so that they fit between neighbours, on a ground that keeps them readable. */
function FaultLabels({ x, y, faults }: Place & { readonly faults: readonly LinkFault[] }) {
  const say = wordsOf('raft', useTranslations());
  const lines = faults.flatMap(({ from, to, options }) =>
    [`${from}→${to}`, ...linkFaultWords(options, say)].map((text) => ({ key: `${from} ${text}`, text })),
  );
  const top = y - ((lines.length - 1) / 2) * LINE_HEIGHT;
  return (
    <text
      textAnchor="middle"
      dominantBaseline="central"
      fontSize={15}
      fontWeight={600}
      fill="var(--color-text)"
      stroke="var(--color-surface)"
      strokeWidth={5}
      strokeLinejoin="round"
      paintOrder="stroke"
    >
      {lines.map(({ key, text }, index) => (
        <tspan key={key} x={x} y={top + index * LINE_HEIGHT}>
          {text}
        </tspan>
      ))}
    </text>
  );
}
