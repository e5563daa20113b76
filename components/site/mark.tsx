import { cx } from '@/components/ui/cx';

/** Two strands, each once over and once under the other. Decorative: the wordmark beside it is the name. */
export function Mark({ className }: { readonly className?: string | undefined }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" strokeWidth="2.3" className={cx('size-6', className)}>
      <path
        d="M1 6c5.5 0 5.5 12 11 12S17.5 6 23 6"
        pathLength={100}
        strokeDasharray="66 18 16 0"
        className="stroke-text"
      />
      <path
        d="M1 18C6.5 18 6.5 6 12 6s5.5 12 11 12"
        pathLength={100}
        strokeDasharray="16 18 66 0"
        className="stroke-accent"
      />
    </svg>
  );
}
