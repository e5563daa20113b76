'use client';

import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { cx } from './cx';

interface TabsProps {
  readonly defaultValue?: string | undefined;
  readonly value?: string | undefined;
  readonly onValueChange?: ((value: string) => void) | undefined;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** Panels of which one is shown. Give `value` to control it, or `defaultValue` not to. */
export function Tabs({ defaultValue, value, onValueChange, children, className }: TabsProps) {
  return (
    <BaseTabs.Root
      className={className ?? ''}
      onValueChange={(next: unknown) => {
        if (typeof next === 'string') onValueChange?.(next);
      }}
      {...(value !== undefined ? { value } : {})}
      {...(defaultValue !== undefined ? { defaultValue } : {})}
    >
      {children}
    </BaseTabs.Root>
  );
}

interface TabListProps {
  readonly label: string;
  /** Many tabs: they go on in a second row rather than out of sight. */
  readonly wraps?: boolean;
  readonly children: ReactNode;
}

/** The row of tabs; scrolls sideways when there are more than fit. */
export function TabList({ label, wraps = false, children }: TabListProps) {
  return (
    <BaseTabs.List
      aria-label={label}
      className={cx(
        'relative flex border-border border-b',
        wraps ? 'flex-wrap' : 'gap-0.5 overflow-x-auto overflow-y-hidden [scrollbar-width:none]',
      )}
    >
      {children}
      <BaseTabs.Indicator className="absolute bottom-(--active-tab-bottom) left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width] duration-base" />
    </BaseTabs.List>
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
  return (
    <BaseTabs.Tab
      value={value}
      className={cx(
        'min-h-control shrink-0 whitespace-nowrap rounded-t-sm font-medium text-text-muted transition-colors hover:text-text focus-visible:-outline-offset-2 data-active:text-text',
        icon === undefined
          ? 'px-3 py-2 text-sm'
          : 'flex flex-auto flex-col items-center gap-1 px-1 pt-2.5 pb-2 text-[0.75rem] leading-tight [&_svg]:size-[1.125rem]',
      )}
    >
      {icon}
      {children}
    </BaseTabs.Tab>
  );
}

interface TabPanelProps {
  readonly value: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** What the tab of the same `value` shows. */
export function TabPanel({ value, children, className }: TabPanelProps) {
  return (
    <BaseTabs.Panel value={value} className={cx('rounded-sm pt-5', className)}>
      {children}
    </BaseTabs.Panel>
  );
}
