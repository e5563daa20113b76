'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { lazyPart } from '@/components/ui/lazy-part';
import { type Opened, type OpenedRun, openAddress, openScenario } from './open-address';

const LinkRefused = lazyPart(
  () => import('@/components/lab-shell/share/link-refused').then((module) => module.LinkRefused),
  null,
);

interface AddressedLabProps {
  readonly lab: OpenableLab;
  /** What the address asked for when the lab was loaded. */
  readonly first: Opened;
  readonly children: (run: OpenedRun, onOpened: (opened: Opened) => void) => ReactNode;
}

/** The run that the page's address asks for, now and whenever it asks for another; in its place, why it cannot be opened. */
export function AddressedLab({ lab, first, children }: AddressedLabProps) {
  const [opened, setOpened] = useState(first);
  useEffect(() => {
    let latest = 0;
    // Back and forward, or an address typed over this one, ask for another run of the same page.
    const reopen = async () => {
      latest += 1;
      const asked = latest;
      const found = await openAddress(lab);
      if (asked === latest) setOpened(found);
    };
    window.addEventListener('popstate', reopen);
    return () => {
      latest = Number.NaN;
      window.removeEventListener('popstate', reopen);
    };
  }, [lab]);
  if (!('refusal' in opened)) return children(opened, setOpened);
  return (
    <LinkRefused
      reason={opened.refusal}
      onScenario={() => {
        const [scenario] = lab.scenarios;
        if (scenario !== undefined) setOpened(openScenario(lab, scenario.id));
      }}
    />
  );
}
