'use client';

import { type ComponentProps, type ComponentType, cloneElement, type ReactElement } from 'react';
import { addProps } from './add-props';
import { useLazyPopup } from './use-lazy-popup';

type Trigger = ReactElement<ComponentProps<'button'>>;

/** What `MenuButton` loads: a `Menu` around `trigger` that is open at first. */
export interface LoadedMenuProps {
  readonly trigger: Trigger;
}

interface MenuButtonProps {
  readonly trigger: Trigger;
  /** The same function on every render. */
  readonly fetchMenu: () => Promise<ComponentType<LoadedMenuProps>>;
}

/** A button whose menu is loaded when the button is pointed at or focused, and shown when it is pressed. */
export function MenuButton({ trigger, fetchMenu }: MenuButtonProps) {
  const { Popup: LoadedMenu, beforePress } = useLazyPopup('menu', fetchMenu);
  if (LoadedMenu !== null) return <LoadedMenu trigger={trigger} />;
  return cloneElement<object>(trigger, addProps(trigger.props, beforePress));
}
