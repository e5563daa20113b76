import { cx } from '@/components/ui/cx';
import type { PanelGroup } from './panel-list';

interface PanelButtonsProps {
  readonly groups: readonly PanelGroup[];
  readonly shown: string | null;
  readonly onGroup: (groupId: string) => void;
}

/** The groups of panels on a phone, in a bar. */
export function PanelButtons({ groups, shown, onGroup }: PanelButtonsProps) {
  return (
    <div className="flex h-full">
      {groups.map(({ id, label, icon, mark }) => (
        <button
          key={id}
          type="button"
          aria-haspopup="dialog"
          aria-expanded={id === shown}
          onClick={() => onGroup(id)}
          className={cx(
            'flex min-h-12 flex-1 flex-col items-center justify-center gap-0.5 low:min-h-9 low:flex-row low:gap-1.5 whitespace-nowrap rounded-sm px-0.5 font-medium text-xs leading-tight focus-visible:-outline-offset-2 [&_svg]:size-5 low:[&_svg]:size-4',
            id === shown ? 'text-accent' : 'text-text-muted',
          )}
        >
          {mark === null ? icon : null}
          <span className="order-1">{label}</span>
          {mark}
        </button>
      ))}
    </div>
  );
}
