import { cx } from '@/components/ui/cx';
import type { Line } from './stack';

type Head = 'right' | 'left' | 'up' | 'down';

interface Look {
  readonly place: string;
  readonly heads: readonly Head[];
}

/** Where each kind of line runs from its box, over the gap of the grid. */
const looks: Record<Line, Look> = {
  right: { place: 'left-full top-1/2 w-(--gap) border-t', heads: ['right'] },
  left: { place: 'right-full top-1/2 w-(--gap) border-t', heads: ['left'] },
  'both-left': { place: 'right-full top-1/2 w-(--gap) border-t', heads: ['left', 'right'] },
  up: { place: 'bottom-full left-1/2 h-(--gap) border-l', heads: ['up'] },
  'up-two': { place: 'bottom-full left-1/2 h-[calc(100%+2*var(--gap))] border-l', heads: ['up'] },
  down: { place: 'top-full left-1/2 h-(--gap) border-l', heads: ['down'] },
  'watch-down': { place: 'top-full left-1/2 h-(--gap) border-l border-dashed', heads: ['down'] },
  bus: { place: 'top-1/2 left-[calc(100%+var(--gap)/2)] h-[calc(2*(100%+var(--gap)))] border-l', heads: [] },
  'from-bus': { place: 'right-full top-1/2 w-[calc(var(--gap)/2)] border-t', heads: ['right'] },
};

const heads: Record<Head, string> = {
  right: 'right-0 top-0 -translate-y-1/2 -mt-px',
  left: 'left-0 top-0 -translate-y-1/2 -mt-px rotate-180',
  up: 'left-0 top-0 -translate-x-1/2 -ml-px -rotate-90',
  down: 'left-0 bottom-0 -translate-x-1/2 -ml-px rotate-90',
};

/** A line of the map. On a narrow screen there are none: the order of the list says it. */
export function MapLine({ line }: { readonly line: Line }) {
  const look = looks[line];
  return (
    <span aria-hidden="true" className={cx('absolute hidden border-border-strong lg:block', look.place)}>
      {look.heads.map((head) => (
        <svg
          key={head}
          viewBox="0 0 8 8"
          aria-hidden="true"
          className={cx('absolute size-2 fill-border-strong', heads[head])}
        >
          <path d="M0 0 8 4 0 8Z" />
        </svg>
      ))}
    </span>
  );
}
