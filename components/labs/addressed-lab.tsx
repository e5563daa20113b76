'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { LinkRefused } from '@/components/lab-shell/share/link-refused';
import { type Opened, type OpenedRun, openAddress, openScenario } from './open-address';

interface AddressedLabProps {
  readonly lab: OpenableLab;
  readonly children: (run: OpenedRun, onOpened: (opened: Opened) => void) => ReactNode;
}

/** The run that the page's address asks for, now and whenever it asks for another; in its place, why it cannot be opened. */
export function AddressedLab({ lab, children }: AddressedLabProps) {
  const [opened, setOpened] = useState(() => openAddress(lab));
  useEffect(() => {
    // Back and forward, or an address typed over this one, ask for another run of the same page.
    const reopen = () => setOpened(openAddress(lab));
    window.addEventListener('popstate', reopen);
    return () => window.removeEventListener('popstate', reopen);
  }, [lab]);
  if (!('refusal' in opened)) return children(opened, setOpened);
  const [first] = lab.scenarios;
  return (
    <LinkRefused
      reason={opened.refusal}
      onScenario={() => {
        if (first !== undefined) setOpened(openScenario(lab, first.id));
      }}
    />
  );
}
