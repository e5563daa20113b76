'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { PartBoundary } from '@/components/ui/part-boundary';
import { useIsNear } from '@/components/ui/use-is-near';
import { useLoaded } from '@/components/ui/use-loaded';
import type { NumbersKitId } from './kits';

const fetchForm = () => import('./numbers-form').then((module) => module.NumbersForm);

interface NumbersIslandProps {
  readonly kit: NumbersKitId;
  /** The example, which stands there until the form is loaded, and on a page without script. */
  readonly children: ReactNode;
}

/** The form of a `<YourNumbers>`, loaded when the reader comes near. */
export function NumbersIsland({ kit, children }: NumbersIslandProps) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useIsNear(place);
  const [NumbersForm, load] = useLoaded(fetchForm);
  useEffect(() => {
    if (isNear) load();
  }, [isNear, load]);
  return (
    <div ref={place} className="flex min-w-0 flex-col gap-5">
      {NumbersForm === null ? (
        children
      ) : (
        <PartBoundary>
          <NumbersForm kit={kit} />
        </PartBoundary>
      )}
    </div>
  );
}
