'use client';

import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { Outbox, type Sender } from '@/lib/outbox';

const OutboxContext = createContext<Outbox | null>(null);

/** How long to wait before trying again what could not be sent. */
const retryMs = 10_000;

interface OutboxProviderProps {
  /** The account whose writes these are; null while nobody is signed in. */
  readonly userId: string | null;
  readonly senders: Readonly<Record<string, Sender>>;
  readonly children: ReactNode;
}

/** Gives the page its outbox, sends again what waits, and says so while something does. */
export function OutboxProvider({ userId, senders, children }: OutboxProviderProps) {
  const t = useTranslations('outbox');
  // The senders are server actions: their identity changes with every render of the layout, what they do does not.
  const [firstSenders] = useState(senders);
  const [waiting, setWaiting] = useState(0);
  const outbox = useMemo(
    () =>
      userId === null || typeof window === 'undefined'
        ? null
        : new Outbox(window.localStorage, `interleave.outbox.${userId}`, firstSenders),
    [userId, firstSenders],
  );

  useEffect(() => {
    if (!outbox) return;
    const count = () => setWaiting(outbox.waitingCount);
    // One tab at a time: the others would only send the same again.
    const flush = () => {
      if (outbox.entries().length === 0) return;
      void navigator.locks.request('interleave.outbox', { ifAvailable: true }, async (lock) => {
        if (lock) await outbox.flush();
      });
    };
    const noteOtherTab = () => outbox.noteOtherTab();
    count();
    flush();
    const unsubscribe = outbox.subscribe(count);
    const timer = setInterval(flush, retryMs);
    window.addEventListener('online', flush);
    window.addEventListener('storage', noteOtherTab);
    return () => {
      unsubscribe();
      clearInterval(timer);
      window.removeEventListener('online', flush);
      window.removeEventListener('storage', noteOtherTab);
    };
  }, [outbox]);

  return (
    <OutboxContext value={outbox}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-0 bottom-4 z-(--z-index-toast) flex justify-center px-gutter print:hidden"
      >
        {waiting > 0 ? (
          <p className="rounded-md border border-border bg-raised px-4 py-2 text-sm shadow-md">
            {t('waiting', { count: waiting })}
          </p>
        ) : null}
      </div>
    </OutboxContext>
  );
}

/** The signed-in account's outbox; null while nobody is signed in, and while rendering on the server. */
export function useOutbox(): Outbox | null {
  return useContext(OutboxContext);
}
