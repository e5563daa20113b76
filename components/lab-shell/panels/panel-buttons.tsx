import { cx } from '@/components/ui/cx';
import type { LabPanel } from './panel-list';

interface PanelButtonsProps {
  readonly panels: readonly LabPanel[];
  readonly shown: string | null;
  /** In a second row rather than out of sight. */
  readonly wraps: boolean;
  readonly onShow: (panelId: string) => void;
}

/** The panels of a phone, in a bar. */
export function PanelButtons({ panels, shown, wraps, onShow }: PanelButtonsProps) {
  return (
    <div className={cx('flex', wraps ? 'flex-wrap' : 'overflow-x-auto [scrollbar-width:none]')}>
      {panels.map(({ id, label, icon }) => (
        <button
          key={id}
          type="button"
          aria-haspopup="dialog"
          aria-expanded={id === shown}
          onClick={() => onShow(id)}
          className={cx(
            'flex min-h-14 flex-auto flex-col items-center justify-center gap-0.5 whitespace-nowrap rounded-sm px-0.5 font-medium text-[0.6875rem] leading-tight focus-visible:-outline-offset-2 [&_svg]:size-5',
            id === shown ? 'text-accent' : 'text-text-muted',
          )}
        >
          {icon}
          {label}
        </button>
      ))}
    </div>
  );
}
