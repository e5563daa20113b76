'use client';

import { BookmarkPlus, Check, CircleAlert, Clock3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useLabSession, usePlayer } from '../run/lab-context';
import type { SimulatedRun } from '../run/lab-session';

/** Hands a recording to whoever keeps it, and says what came of it: kept, refused, or to be sent later; then `onLater` hears of it. */
export type KeepRunAction = (
  recording: unknown,
  onLater: (state: 'kept' | 'refused') => void,
) => Promise<'kept' | 'queued' | 'refused'>;

type KeepState = 'idle' | 'saving' | 'kept' | 'queued' | 'refused';

const icons = { idle: BookmarkPlus, saving: BookmarkPlus, kept: Check, queued: Clock3, refused: CircleAlert } as const;

interface KeepRunProps {
  readonly run: SimulatedRun;
  readonly keepRun: KeepRunAction;
}

/** Keeps the current branch. What it says holds for the run as it was: a longer or another run can be kept again. */
export function KeepRun({ run: simulated, keepRun }: KeepRunProps) {
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
      note(await keepRun(simulated.recording(), note));
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
