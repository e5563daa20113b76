'use client';

import { type ComponentProps, cloneElement, type ReactElement, type ReactNode } from 'react';
import { addProps } from './add-props';
import { useLazyPopup } from './use-lazy-popup';

export interface MenuAction {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onSelect: () => void;
  readonly isDisabled?: boolean | undefined;
}

export interface ActionMenuProps {
  readonly trigger: ReactElement<ComponentProps<'button'>>;
  readonly actions: readonly MenuAction[];
}

const fetchPopup = () => import('./action-menu-popup').then((module) => module.ActionMenuPopup);

/** Actions behind a button. The menu's code is loaded when the button is pointed at or focused. */
export function ActionMenu(props: ActionMenuProps) {
  const { Popup, beforePress } = useLazyPopup('menu', fetchPopup);
  if (Popup !== null) return <Popup {...props} />;
  return cloneElement<object>(props.trigger, addProps(props.trigger.props, beforePress));
}
