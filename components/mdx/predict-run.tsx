'use client';

import { CirclePlay } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';
import type { PredictionRun } from './prediction';

const LabMoment = lazyPart(
  () => import('@/components/labs/lab-moment').then((module) => module.LabMoment),
  <p className="min-h-control" />,
);

/** The run that shows why an answer is wrong, once it is asked for. */
export function PredictRun({ run: { lab, scenario, step } }: { readonly run: PredictionRun }) {
  const t = useTranslations('lesson.predict');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="mt-3 print:hidden">
      {isOpen ? (
        <PartBoundary>
          <LabMoment labId={lab} moment={{ type: 'scenario', scenario, step }} />
        </PartBoundary>
      ) : (
        <Button
          variant="secondary"
          icon={<CirclePlay aria-hidden="true" className="size-4" />}
          onClick={() => setIsOpen(true)}
        >
          {t('see')}
        </Button>
      )}
    </div>
  );
}
