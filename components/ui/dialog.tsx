'use client';

import { type ComponentProps, cloneElement, type ReactElement, useEffect } from 'react';
import { addProps } from './add-props';
import type { DialogPopupProps } from './dialog-popup';
import { useLoaded } from './use-loaded';

interface DialogProps extends DialogPopupProps {
  /** The button that opens it; leave out when it is opened from elsewhere. */
  readonly trigger?: ReactElement<ComponentProps<'button'>> | undefined;
}

const fetchPopup = () => import('./dialog-popup').then((module) => module.DialogPopup);

/**
 * Something that must be finished or left before going on. Focus stays in it and returns to where it came from. Its code is loaded when
 * its button is pointed at or focused, or when it is to open.
 */
export function Dialog({ trigger, ...popup }: DialogProps) {
  const { isOpen, onOpenChange } = popup;
  const [DialogPopup, load] = useLoaded(fetchPopup);
  useEffect(() => {
    if (isOpen) load();
  }, [isOpen, load]);
  const button: ComponentProps<'button'> = {
    'aria-haspopup': 'dialog',
    'aria-expanded': isOpen,
    onPointerEnter: load,
    onFocus: load,
    onClick: () => onOpenChange(true),
  };
  return (
    <>
      {trigger ? cloneElement<object>(trigger, addProps(trigger.props, button)) : null}
      {DialogPopup === null ? null : <DialogPopup {...popup} />}
    </>
  );
}
