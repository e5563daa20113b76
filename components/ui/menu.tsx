'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Link } from '@/lib/i18n/navigation';
import { cx } from './cx';

const itemLook =
  'flex min-h-control-sm w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-left text-sm no-underline outline-none select-none ' +
  'data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0';

interface MenuProps {
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  /** For one that was loaded by the press that opens it (`MenuButton`). */
  readonly isOpenAtFirst?: boolean | undefined;
}

/** Actions behind a button. Its children are the items below. */
export function Menu({ trigger, children, align = 'end', isOpenAtFirst = false }: MenuProps) {
  return (
    <BaseMenu.Root modal={false} defaultOpen={isOpenAtFirst}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner align={align} sideOffset={6} collisionPadding={12} className="z-popup">
          <BaseMenu.Popup className="popup max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg border border-border bg-raised p-1 shadow-lg outline-none">
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

interface MenuItemProps {
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly onSelect: () => void;
  readonly disabled?: boolean | undefined;
  /** For what cannot be undone. */
  readonly danger?: boolean | undefined;
}

/** Does something. */
export function MenuItem({ children, icon, onSelect, disabled, danger }: MenuItemProps) {
  return (
    <BaseMenu.Item
      disabled={disabled === true}
      onClick={onSelect}
      className={cx(itemLook, disabled ? 'text-text-subtle' : danger ? 'text-danger' : 'text-text')}
    >
      {icon}
      {children}
    </BaseMenu.Item>
  );
}

interface MenuLinkProps {
  readonly href: string;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** Goes to a page of the site. */
export function MenuLink({ href, icon, children }: MenuLinkProps) {
  return (
    <BaseMenu.LinkItem closeOnClick render={<Link href={href} />} className={cx(itemLook, 'text-text')}>
      {icon}
      {children}
    </BaseMenu.LinkItem>
  );
}

export interface MenuChoice<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  /** Language of the label when it is not the page's. */
  readonly lang?: string | undefined;
}

interface MenuRadioGroupProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly MenuChoice<Value>[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
}

/** One of several, with a tick at the present one. */
export function MenuRadioGroup<Value extends string>(props: MenuRadioGroupProps<Value>) {
  const { label, choices, value, onValueChange } = props;
  return (
    <BaseMenu.RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next: unknown) => {
        const choice = choices.find((candidate) => candidate.value === next);
        if (choice) onValueChange(choice.value);
      }}
    >
      {choices.map((choice) => (
        <BaseMenu.RadioItem
          key={choice.value}
          value={choice.value}
          closeOnClick
          className={itemLook}
          lang={choice.lang}
        >
          {choice.icon}
          <span className="flex-1">{choice.label}</span>
          <BaseMenu.RadioItemIndicator className="text-accent">
            <Check aria-hidden="true" />
          </BaseMenu.RadioItemIndicator>
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  );
}

/** A line between groups of items. */
export function MenuSeparator() {
  return <BaseMenu.Separator className="my-1 h-px bg-border" />;
}

/** A line of text that is not an item, such as who is signed in. */
export function MenuNote({ children }: { readonly children: ReactNode }) {
  return <div className="px-2.5 py-2 text-sm text-text-muted">{children}</div>;
}
