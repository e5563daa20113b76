'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { Later } from '@/lib/later';
import { useProblemText } from './use-problem-text';

/** Why an action about the account was refused, other than for what its own form says. */
type Reason = 'signed-out' | 'malformed' | 'wrong-password' | 'sign-in-again' | 'not-yours' | 'name' | 'no-mail';

export type AccountActionResult<Extra = never> =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: Reason }
  | Later
  | Extra;

/** What came of it: nothing yet, done, or the words for what went wrong. */
export type Outcome = { readonly status: 'ready' | 'done' } | { readonly status: 'failed'; readonly text: string };

/** Runs an action about the account and says what came of it. One that resolves to null has been answered beside a field. */
export function useAccountAction() {
  const t = useTranslations('account.errors');
  const problemText = useProblemText();
  const [outcome, setOutcome] = useState<Outcome>({ status: 'ready' });
  const [isPending, startTransition] = useTransition();

  const outcomeOf = (result: AccountActionResult | null | undefined): Outcome => {
    if (result === null) return { status: 'ready' };
    // A server that is going down answers with nothing at all.
    if (result === undefined) return { status: 'failed', text: problemText('unreachable') };
    if (result.ok) return { status: 'done' };
    return { status: 'failed', text: result.reason === 'later' ? problemText(result) : t(result.reason) };
  };

  const run = (action: () => Promise<AccountActionResult | null | undefined>, whenDone?: () => void) => {
    // Not in the transition, which shows it only at its end.
    setOutcome({ status: 'ready' });
    startTransition(async () => {
      const result = await action().catch(() => undefined);
      setOutcome(outcomeOf(result));
      if (result?.ok) whenDone?.();
    });
  };

  return { run, outcome, isPending };
}
