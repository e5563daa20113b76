'use client';

import { Dices } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { SEED_MAX } from '@/sim/core/limits';
import { useLabSession } from './lab-context';

/** Runs the same configuration with other chances. */
export function NewSeedButton({ onSeed }: { readonly onSeed: (seed: number) => void }) {
  const t = useTranslations('lab');
  const { seed } = useLabSession();
  return (
    <IconButton label={t('newSeed', { seed })} icon={<Dices aria-hidden="true" />} onClick={() => onSeed(drawSeed())} />
  );
}

/** Small enough to be read out and typed. */
function drawSeed(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return Math.min(SEED_MAX, 1 + (word % 999_999));
}
