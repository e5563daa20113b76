import type { LucideIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Status, statePalette } from './state-palette';

interface StateIconProps {
  readonly state: Status;
  /** In place of the state's own. */
  readonly icon?: LucideIcon | undefined;
  readonly className?: string | undefined;
}

/** The icon of a state, one em wide, in its colour. Decorative: its name stands beside it or on what holds it. */
export function StateIcon({ state, icon, className }: StateIconProps) {
  const { color } = statePalette[state];
  const Icon = icon ?? statePalette[state].icon;
  return <Icon aria-hidden="true" strokeWidth={2.25} style={{ color }} className={className ?? 'size-[1em]'} />;
}

/** Icon, outline pattern and name of a state: for legends, inspectors and the trace. */
export function StateBadge({ state }: { readonly state: Status }) {
  const t = useTranslations('ui.states');
  const { color, soft, dash, textKey } = statePalette[state];
  return (
    <span
      className="inline-flex items-center gap-1.5 whitespace-nowrap rounded-sm border px-2 py-0.5 align-middle font-medium text-text text-xs"
      style={{ backgroundColor: soft, borderColor: color, borderStyle: dash ? 'dashed' : 'solid' }}
    >
      <StateIcon state={state} className="size-3.5" />
      {t(textKey)}
    </span>
  );
}
