import type { ComponentProps } from 'react';

type ButtonProps = ComponentProps<'button'>;
type Handler = (event: unknown) => void;

/** A button's own props with others added: the own ones take precedence, and of two handlers of an event the own one is called first. */
export function addProps(own: ButtonProps, added: ButtonProps): ButtonProps {
  const merged: Record<string, unknown> = { ...added, ...own };
  for (const [name, after] of Object.entries(added)) {
    const before = own[name as keyof ButtonProps];
    if (typeof after !== 'function' || typeof before !== 'function') continue;
    merged[name] = (event: unknown) => {
      (before as Handler)(event);
      (after as Handler)(event);
    };
  }
  return merged;
}
