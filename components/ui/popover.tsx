'use client';

import { cloneElement } from 'react';
import { addProps } from './add-props';
import type { PopoverProps } from './popover-popup';
import { useLazyPopup } from './use-lazy-popup';

const fetchPopup = () => import('./popover-popup').then((module) => module.PopoverPopup);

/** A small panel beside its button, for details and short settings. Its code is loaded when the button is pointed at or focused. */
export function Popover(props: PopoverProps) {
  const { Popup, beforePress } = useLazyPopup('dialog', fetchPopup);
  if (Popup !== null) return <Popup {...props} />;
  return cloneElement<object>(props.trigger, addProps(props.trigger.props, beforePress));
}
