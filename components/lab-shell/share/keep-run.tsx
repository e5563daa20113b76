'use client';

import { BookmarkPlus, Check, CircleAlert, Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useLabSession, usePlayer } from '../run/lab-context';
import type { LabSession } from '../run/lab-session';

/** What came of keeping a run: in the account, in this browser, to be sent later, or nowhere. */
export type KeepOutcome = 'kept' | 'here' | 'queued' | 'refused';

/** Keeps the current branch of a run that was simulated; `onLater` hears what came of one that had to wait. */
export type KeepRunAction = (session: LabSession, onLater: (state: 'kept' | 'refused') => void) => Promise<KeepOutcome>;

type KeepState = 'idle' | 'saving' | KeepOutcome;

const icons = {
  idle: BookmarkPlus,
  saving: BookmarkPlus,
  kept: Check,
  here: Check,
  queued: Clock3,
  refused: CircleAlert,
} as const;

/** Keeps the current branch. What it says holds for the run as it was: a longer or another run can be kept again. */
export function KeepRun({ keepRun }: { readonly keepRun: KeepRunAction }) {
  const t = useTranslations('lab.keep');
  const session = useLabSession();
  const run = usePlayer((player) => `${player.branchId} ${player.knownEnd.step}`);
  const [outcome, setOutcome] = useState<{ state: KeepState; run: string; session: unknown } | null>(null);
  const holds = outcome !== null && outcome.run === run && outcome.session === session;
  const state = holds || outcome?.state === 'saving' ? outcome.state : 'idle';
  const Icon = icons[state];

  async function keep(): Promise<void> {
    session.player.getState().pause();
    const { branchId, knownEnd } = session.player.getState();
    const kept = { run: `${branchId} ${knownEnd.step}`, session };
    setOutcome({ ...kept, state: 'saving' });
    // Another run may have been kept before the first one's answer comes.
    const note = (state: KeepState) =>
      setOutcome((shown) => (shown?.run === kept.run && shown.session === session ? { ...kept, state } : shown));
    try {
      note(await keepRun(session, note));
    } catch {
      note('refused');
    }
  }

  return (
    <div role="status">
      <Button
        variant="ghost"
        size="sm"
        loading={state === 'saving'}
        icon={<Icon aria-hidden="true" className="size-4" />}
        onClick={keep}
      >
        <span className="sr-only @min-[64rem]:not-sr-only">{t(state)}</span>
      </Button>
    </div>
  );
}
