'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { type AddressBar, RunAddress } from '@/components/lab-shell/share/run-address';
import { type Opened, openAddress } from './open-address';

const addressWith = (query: string) => `${window.location.pathname}${query === '' ? '' : `?${query}`}`;

const browserBar: AddressBar = {
  query: () => window.location.search.slice(1),
  replace: (query) => window.history.replaceState(null, '', addressWith(query)),
  push: (query) => window.history.pushState(null, '', addressWith(query)),
};

/** Of a lab in a frame: Back belongs to the page around it. */
const framedBar: AddressBar = { ...browserBar, push: browserBar.replace };

interface AddressedRunOptions {
  readonly isFramed: boolean;
  /** Told of every run whose place another takes; null stands for an address that leads to none. */
  readonly onLeave: (left: LabSession, next: LabSession | null) => void;
}

interface AddressedRunState {
  readonly opened: Opened;
  /** Puts another run in its place. */
  readonly choose: (next: Opened) => void;
  /** Opens the run that the address leads to, if that is another one. */
  readonly reopen: () => void;
}

/**
 * The run that the page's address asks for, now and whenever it asks for another, and what puts another in its place. The address
 * goes on leading to the run as it stands.
 */
export function useAddressedRun(
  lab: OpenableLab,
  first: Opened,
  { isFramed, onLeave }: AddressedRunOptions,
): AddressedRunState {
  const [opened, setOpened] = useState(first);
  const [address] = useState(() => new RunAddress(isFramed ? framedBar : browserBar));
  useEffect(() => ('session' in opened ? address.follow(opened) : undefined), [address, opened]);

  const shown = useRef(first);
  const show = useCallback(
    (next: Opened) => {
      const left = shown.current;
      if ('session' in left) onLeave(left.session, 'session' in next ? next.session : null);
      shown.current = next;
      setOpened(next);
    },
    [onLeave],
  );
  const choose = useCallback(
    (next: Opened) => {
      if ('session' in next) address.choose(next);
      show(next);
    },
    [address, show],
  );

  const asked = useRef(0);
  const reopen = useCallback(async () => {
    if (!address.hasLeft()) return;
    asked.current += 1;
    const mine = asked.current;
    const found = await openAddress(lab);
    if (mine === asked.current) show(found);
  }, [lab, address, show]);
  useEffect(() => {
    // Back and forward, or an address typed over this one, ask for another run of the same page.
    window.addEventListener('popstate', reopen);
    return () => {
      asked.current += 1;
      window.removeEventListener('popstate', reopen);
    };
  }, [reopen]);
  return { opened, choose, reopen };
}
