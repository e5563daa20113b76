'use client';

import type { ComponentProps } from 'react';

interface PlainButtonProps extends ComponentProps<'button'> {
  /** Disabled, it keeps the focus and its tooltip; presses do nothing. */
  readonly focusableWhenDisabled?: boolean | undefined;
}

/** What every button here is made of: `type="button"` unless told otherwise, `data-disabled` for its looks. */
export function PlainButton({ disabled = false, focusableWhenDisabled = false, ...rest }: PlainButtonProps) {
  if (!disabled) return <button type="button" {...rest} />;
  if (!focusableWhenDisabled) return <button type="button" {...rest} disabled data-disabled="" />;
  return <button type="button" {...rest} {...ignorePresses} aria-disabled="true" data-disabled="" />;
}

type Press = { preventDefault(): void; stopPropagation(): void };

function ignore(event: Press): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A click is also what Enter, Space and the sending of a form come as. */
const ignorePresses = { onClick: ignore, onPointerDown: ignore, onMouseDown: ignore };
