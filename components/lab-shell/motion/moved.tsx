'use client';

import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useLabSession } from '../run/lab-context';

export interface MovedProps {
  /** Where it was, in pixels of what it is drawn in. */
  readonly from: { readonly x: number; readonly y: number };
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/** With more messages than these on their way, eyes follow none: nothing is moved. */
const FEW = 30;

let MovedPart: ComponentType<MovedProps> | null = null;

/** What moves things is fetched when the first one would have moved: that one simply stands where it belongs. */
function fetchPart(): void {
  import('./moved-part').then(
    (module) => {
      MovedPart = module.MovedPart;
    },
    () => undefined,
  );
}

/** Something that is seen to come from where it was when it `isNew` as it is first drawn. */
export function Moved({ isNew, ...props }: MovedProps & { readonly isNew: boolean }) {
  const { messages } = useLabSession();
  const [Part] = useState(() => (isNew && (messages?.inFlight().length ?? 0) <= FEW ? MovedPart : null));
  useEffect(() => {
    if (isNew && MovedPart === null) fetchPart();
  }, [isNew]);
  return Part === null ? <span className={props.className}>{props.children}</span> : <Part {...props} />;
}

/** How often a number has risen since it was first drawn. */
export function useRises(value: number): number {
  const [seen, setSeen] = useState({ value, rises: 0 });
  if (value !== seen.value) setSeen({ value, rises: seen.rises + (value > seen.value ? 1 : 0) });
  return seen.rises;
}
