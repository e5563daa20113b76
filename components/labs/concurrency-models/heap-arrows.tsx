import { cx } from '@/components/ui/cx';

interface DrawnJob {
  readonly id: string;
  /** Which of the heaps it reads and writes. */
  readonly heap: number;
  readonly isRunning: boolean;
}

interface HeapArrowsProps {
  readonly jobs: readonly DrawnJob[];
  readonly heaps: readonly { readonly key: number; readonly text: string }[];
}

/** The middle of one of so many places of equal width, in percent of the whole. */
const middle = (at: number, count: number) => (100 * (at + 0.5)) / count;

/** Which memory each job has: an arrow from every job to one heap that all share, or to that of its own process. */
export function HeapArrows({ jobs, heaps }: HeapArrowsProps) {
  return (
    <div className="mt-0.5">
      <div aria-hidden="true">
        <div className="relative h-2">
          {jobs.map(({ id, isRunning }, at) => (
            <span
              key={id}
              className={cx(
                'absolute top-0 block size-2 -translate-x-1/2 rounded-full border border-accent',
                isRunning ? 'bg-accent' : 'bg-surface',
              )}
              style={{ left: `${middle(at, jobs.length)}%` }}
            />
          ))}
        </div>
        <svg aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none" className="block h-3 w-full">
          {jobs.map(({ id, heap }, at) => (
            <line
              key={id}
              x1={middle(at, jobs.length)}
              y1={0}
              x2={middle(heap, heaps.length)}
              y2={10}
              stroke="var(--color-border-strong)"
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        <div className="relative h-1">
          {jobs.length === 0
            ? null
            : heaps.map(({ key }) => (
                <span
                  key={key}
                  className="absolute -top-0.5 block h-1.5 w-2 -translate-x-1/2 bg-border-strong [clip-path:polygon(0_0,100%_0,50%_100%)]"
                  style={{ left: `${middle(key, heaps.length)}%` }}
                />
              ))}
        </div>
      </div>
      <p className="grid gap-1" style={{ gridTemplateColumns: `repeat(${heaps.length}, minmax(0, 1fr))` }}>
        {heaps.map(({ key, text }) => (
          <span key={key} title={text} className="truncate rounded-sm border border-border px-1 text-center font-mono">
            {text}
          </span>
        ))}
      </p>
    </div>
  );
}
