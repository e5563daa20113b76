'use client';

import { useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect } from 'react';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { lazyPart } from '@/components/ui/lazy-part';
import { type Opened, openScenario } from './open-address';
import { useAddressedRun } from './use-addressed-run';

const LinkRefused = lazyPart(
  () => import('@/components/lab-shell/share/link-refused').then((module) => module.LinkRefused),
  null,
);

const nothing = () => undefined;

interface AddressedLabProps {
  readonly lab: OpenableLab;
  /** What the address asked for when the lab was loaded. */
  readonly first: Opened;
  /** Stands in a frame on another page. */
  readonly isFramed?: boolean;
  /** Told of every run whose place another takes. */
  readonly onLeave?: (left: LabSession, next: LabSession | null) => void;
  readonly children: (session: LabSession, onOpened: (opened: Opened) => void) => ReactNode;
}

/** The run that the page's address asks for, now and whenever it asks for another; in its place, why it cannot be opened. */
export function AddressedLab({ lab, first, isFramed = false, onLeave = nothing, children }: AddressedLabProps) {
  const { opened, choose, reopen } = useAddressedRun(lab, first, { isFramed, onLeave });
  return (
    <>
      <LinksWatched onLink={reopen} />
      {'session' in opened ? (
        children(opened.session, choose)
      ) : (
        <LinkRefused
          reason={opened.refusal}
          onScenario={() => {
            const [scenario] = lab.scenarios;
            if (scenario !== undefined) choose(openScenario(lab, scenario.id));
          }}
        />
      )}
    </>
  );
}

/** A link of the page itself, such as one of the search, leads to another run without the history being gone through. */
function LinksWatched({ onLink }: { readonly onLink: () => void }) {
  const query = useSearchParams()?.toString();
  useEffect(() => {
    if (query !== undefined) onLink();
  }, [query, onLink]);
  return null;
}
