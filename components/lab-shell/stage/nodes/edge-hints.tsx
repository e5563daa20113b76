'use client';

import type { Node } from '@xyflow/react';
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, type LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { type CanvasState, useCanvas, useCanvasStore } from './canvas-store';

type Side = 'left' | 'right' | 'up' | 'down';

/** How much of the canvas one press moves by. */
const STEP = 0.6;

const looks: Readonly<
  Record<Side, { readonly icon: LucideIcon; readonly className: string; readonly by: readonly [number, number] }>
> = {
  left: { icon: ArrowLeft, className: 'top-1/2 left-1 -translate-y-1/2', by: [STEP, 0] },
  right: { icon: ArrowRight, className: 'top-1/2 right-1 -translate-y-1/2', by: [-STEP, 0] },
  up: { icon: ArrowUp, className: 'top-1 left-1/2 -translate-x-1/2', by: [0, STEP] },
  down: { icon: ArrowDown, className: 'bottom-1 left-1/2 -translate-x-1/2', by: [0, -STEP] },
};

const sides = ['left', 'right', 'up', 'down'] as const;

/** At each edge of the canvas how many nodes stand beyond it, as a button that brings them nearer. */
export function EdgeHints() {
  const t = useTranslations('lab.beyond');
  const beyond = useCanvas(countsBeyond).split(' ');
  const store = useCanvasStore();
  return sides.map((side, index) => {
    const count = Number(beyond[index] ?? 0);
    if (count === 0) return null;
    const { icon: Icon, className, by } = looks[side];
    return (
      <button
        key={side}
        type="button"
        aria-label={t(side, { count })}
        onClick={() => {
          const { transform, width, height, setViewport } = store.getState();
          const [x, y, zoom] = transform;
          setViewport({ x: x + by[0] * width, y: y + by[1] * height, zoom });
        }}
        className={cx(
          'nopan absolute z-5 flex min-h-8 min-w-8 items-center justify-center gap-0.5 rounded-full border border-border-strong bg-raised px-1.5 font-medium text-xs tabular-nums shadow-sm hover:bg-hover',
          className,
        )}
      >
        <Icon aria-hidden="true" className="size-4" />
        {count}
      </button>
    );
  });
}

/** How many nodes have their middle beyond each side, in the order of `sides`; text, so that the same counts are the same. */
function countsBeyond({ nodes, transform: [x, y, zoom], width, height }: CanvasState): string {
  const counts = { left: 0, right: 0, up: 0, down: 0 };
  if (width > 0 && height > 0) {
    for (const node of nodes) {
      const side = sideOf(node, { x, y, zoom }, width, height);
      if (side !== null) counts[side] += 1;
    }
  }
  return sides.map((side) => counts[side]).join(' ');
}

function sideOf(
  { position, width: wide = 0, height: high = 0 }: Node,
  { x, y, zoom }: { readonly x: number; readonly y: number; readonly zoom: number },
  width: number,
  height: number,
): Side | null {
  const middle = { x: x + (position.x + wide / 2) * zoom, y: y + (position.y + high / 2) * zoom };
  if (middle.y < 0) return 'up';
  if (middle.y > height) return 'down';
  if (middle.x < 0) return 'left';
  return middle.x > width ? 'right' : null;
}
