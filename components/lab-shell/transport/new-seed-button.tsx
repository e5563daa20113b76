'use client';

import { Dices } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { SEED_MAX } from '@/sim/core/limits';
import type { LabSession, SimulatedRun } from '../run/lab-session';

interface NewSeedButtonProps {
  readonly run: SimulatedRun;
  readonly onSession: (session: LabSession) => void;
}

/** Runs the same configuration with other chances. */
export function NewSeedButton({ run: { seed, withSeed }, onSession }: NewSeedButtonProps) {
  const t = useTranslations('lab');
  return (
    <IconButton
      label={t('newSeed', { seed })}
      icon={<Dices aria-hidden="true" />}
      onClick={() => onSession(withSeed(drawSeed()))}
    />
  );
}

/** Small enough to be read out and typed. */
function drawSeed(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.min(SEED_MAX, 1 + (word % 999_999));
}
