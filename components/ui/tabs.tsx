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
  /** Many tabs: they go on in a second row rather than out of sight. */
  readonly wraps?: boolean;
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
export function TabList({ label, wraps = false, children }: TabListProps) {
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
        wraps ? 'flex-wrap' : 'gap-0.5 overflow-x-auto overflow-y-hidden [scrollbar-width:none]',
      )}
    >
      {children}
    </div>
  );
}

interface TabProps {
  readonly value: string;
  /** Stands above the label and makes the tab narrow, for a row of many. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A tab; `value` names its panel. */
export function Tab({ value, icon, children }: TabProps) {
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
        'min-h-control shrink-0 whitespace-nowrap rounded-t-sm border-transparent border-b-2 font-medium text-text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:text-text',
        icon === undefined
          ? 'px-3 py-2 text-sm'
          : 'flex flex-auto flex-col items-center gap-1 px-1 pt-2.5 pb-2 text-[0.75rem] leading-tight [&_svg]:size-[1.125rem]',
      )}
    >
      {icon}
      {children}
    </button>
  );
}

interface TabPanelProps {
  readonly value: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** What the tab of the same `value` shows. */
export function TabPanel({ value, children, className }: TabPanelProps) {
  const tabs = useContext(TabsContext);
  if (tabs.value !== value) return null;
  return (
    <div
      role="tabpanel"
      id={`${tabs.id}-panel-${value}`}
      aria-labelledby={`${tabs.id}-tab-${value}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the pattern's own: after the tabs, the keyboard goes to what they show.
      tabIndex={0}
      className={cx('rounded-sm pt-5', className)}
    >
      {children}
    </div>
  );
}
