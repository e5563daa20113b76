'use client';

import { Unlink } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { LinkRefusal } from '../run/openable-lab';

interface LinkRefusedProps {
  readonly reason: LinkRefusal | 'unknown-scenario';
  /** Opens the lab's first scenario instead. */
  readonly onScenario: () => void;
}

/** What stands in place of a run whose link cannot be opened: why, and the way on. */
export function LinkRefused({ reason, onScenario }: LinkRefusedProps) {
  const t = useTranslations('lab.refused');
  return (
    <div role="alert">
      <EmptyState
        icon={Unlink}
        title={t('title')}
        description={t(reason)}
        action={<Button onClick={onScenario}>{t('start')}</Button>}
      />
    </div>
  );
}
