'use client';

import { createContext, type KeyboardEvent, type ReactNode, useContext, useId, useState } from 'react';
import { cx } from './cx';

interface TabsState {
  readonly id: string;
  readonly value: string | undefined;
  readonly choose: (value: string) => void;
}

const TabsContext = createContext<TabsState>({ id: '', value: undefined, choose: () => {} });

interface TabsProps {
  readonly defaultValue?: string | undefined;
  readonly value?: string | undefined;
  readonly onValueChange?: ((value: string) => void) | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Panels of which one is shown. Give `value` to control it, or `defaultValue` not to. */
export function Tabs({ defaultValue, value, onValueChange, children, className }: TabsProps) {
  const id = useId();
  const [own, setOwn] = useState(defaultValue);
  const choose = (next: string) => {
    setOwn(next);
    onValueChange?.(next);
  };
  return (
    <TabsContext value={{ id, value: value ?? own, choose }}>
      <div className={className}>{children}</div>
    </TabsContext>
  );
}

interface TabListProps {
  readonly label: string;
  /** Tabs within a tab: they go on in a second row rather than out of sight. */
  readonly isSmall?: boolean;
  readonly children: ReactNode;
}

/** Which tab a key leads to, counted from 0; null where the key is none of ours. */
function tabAfter(key: string, from: number, count: number): number | null {
  if (key === 'ArrowRight') return (from + 1) % count;
  if (key === 'ArrowLeft') return (from - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** The row of tabs; scrolls sideways when there are more than fit. Arrow keys, Home and End move between them; Enter and Space choose. */
export function TabList({ label, isSmall = false, children }: TabListProps) {
  function move(event: KeyboardEvent<HTMLDivElement>): void {
    const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')];
    const next = tabAfter(event.key, tabs.indexOf(event.target as HTMLElement), tabs.length);
    if (next === null) return;
    event.preventDefault();
    tabs[next]?.focus();
  }
  return (
    <div
      role="tablist"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={move}
      className={cx(
        'relative flex border-border border-b',
        isSmall
          ? 'flex-wrap gap-x-0.5 px-1.5 py-1'
          : 'gap-0.5 overflow-x-auto overflow-y-hidden [scrollbar-width:none]',
      )}
    >
      {children}
    </div>
  );
}

interface TabProps {
  readonly value: string;
  /** Stands before the label; tabs with icons share the row evenly. */
  readonly icon?: ReactNode;
  /** Stands after the label. */
  readonly mark?: ReactNode;
  readonly isSmall?: boolean;
  readonly children: ReactNode;
}

/** A tab; `value` names its panel. */
export function Tab({ value, icon, mark, isSmall = false, children }: TabProps) {
  const tabs = useContext(TabsContext);
  const isActive = tabs.value === value;
  return (
    <button
      type="button"
      role="tab"
      id={`${tabs.id}-tab-${value}`}
      aria-selected={isActive}
      aria-controls={isActive ? `${tabs.id}-panel-${value}` : undefined}
      tabIndex={isActive ? 0 : -1}
      onClick={() => tabs.choose(value)}
      className={cx(
        'flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap font-medium text-sm text-text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 [&_svg]:size-4',
        isSmall
          ? 'min-h-control-sm rounded-md px-2 aria-selected:bg-accent-soft aria-selected:text-accent'
          : 'min-h-control rounded-t-sm border-transparent border-b-2 aria-selected:border-accent aria-selected:text-text',
        icon === undefined ? !isSmall && 'px-3 py-2' : 'flex-1 px-1',
      )}
    >
      {icon}
      {children}
      {mark}
    </button>
  );
}

interface TabPanelProps {
  readonly value: string;
  /** False where it begins with something that the keyboard reaches. */
  readonly isFocusable?: boolean;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** What the tab of the same `value` shows. */
export function TabPanel({ value, isFocusable = true, children, className }: TabPanelProps) {
  const tabs = useContext(TabsContext);
  if (tabs.value !== value) return null;
  return (
    <div
      role="tabpanel"
      id={`${tabs.id}-panel-${value}`}
      aria-labelledby={`${tabs.id}-tab-${value}`}
      // The pattern's own: after the tabs, the keyboard goes to what they show.
      tabIndex={isFocusable ? 0 : undefined}
      className={cx('rounded-sm pt-5', className)}
    >
      {children}
    </div>
  );
}
