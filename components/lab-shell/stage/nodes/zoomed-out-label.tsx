import type { LucideIcon } from 'lucide-react';
import { cx } from '@/components/ui/cx';

interface ZoomedOutLabelProps {
  readonly name: string;
  readonly lines: 1 | 2;
  readonly isStruck?: boolean;
  /** False for what else is worth its room, in a lighter weight. */
  readonly isName?: boolean;
  readonly className?: string;
}

/** A node's name, or what else can be said of it in a word or two, at 11 pixels of the screen, however far away the canvas is; shown only there. What does not fit ends in an ellipsis. */
export function ZoomedOutLabel({ name, lines, isStruck = false, isName = true, className }: ZoomedOutLabelProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'far-text hidden min-w-0',
        isName ? 'font-semibold' : 'text-text-muted tabular-nums',
        lines === 1 ? 'truncate zoomed-out:block' : 'zoomed-out:line-clamp-2',
        isStruck && 'line-through',
        className,
      )}
    >
      {name}
    </span>
  );
}

interface ZoomedOutBadgeProps {
  readonly icon: LucideIcon;
  readonly color: string;
}

/** The icon of a node's kind or state on its upper edge, at the right, so that its name has all of the frame; shown only far away. */
export function ZoomedOutBadge({ icon: Icon, color }: ZoomedOutBadgeProps) {
  return (
    <span aria-hidden="true" className="far-badge hidden rounded-full bg-surface zoomed-out:grid" style={{ color }}>
      <Icon strokeWidth={2.5} />
    </span>
  );
}
