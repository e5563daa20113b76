'use client';

import { Users } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Loading } from '@/components/ui/loading';
import { Meter } from '@/components/ui/meter';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Skeleton, SkeletonText } from '@/components/ui/skeleton';
import { Spinner } from '@/components/ui/spinner';
import { Section, Specimen } from './section';

const tones = ['info', 'success', 'warn', 'danger'] as const;

export function Messages() {
  const t = useTranslations('design.messages');
  return (
    <Section id="messages" title={t('title')} lead={t('lead')}>
      <Specimen label={t('badge')}>
        <Badge>{t('neutral')}</Badge>
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {t(`${tone}Word`)}
          </Badge>
        ))}
      </Specimen>
      <Specimen label={t('callout')}>
        <div className="grid w-full gap-3 lg:grid-cols-2">
          {tones.map((tone) => (
            <Callout key={tone} tone={tone} title={t(`${tone}Title`)}>
              <p>{t(`${tone}Body`)}</p>
            </Callout>
          ))}
        </div>
      </Specimen>
      <Specimen label={t('empty')}>
        <div className="w-full">
          <EmptyState
            icon={Users}
            title={t('emptyTitle')}
            description={t('emptyBody')}
            action={<Button>{t('emptyAction')}</Button>}
          />
        </div>
      </Specimen>
      <Specimen label={t('error')}>
        <div className="w-full">
          <ErrorState title={t('errorTitle')} description={t('errorBody')} onRetry={() => {}} code="2417905" />
        </div>
      </Specimen>
    </Section>
  );
}

export function Waiting() {
  const t = useTranslations('design.waiting');
  return (
    <Section id="waiting" title={t('title')} lead={t('lead')}>
      <Specimen label={t('progress')}>
        <div className="grid w-full gap-x-10 gap-y-5 lg:grid-cols-2">
          <ProgressBar label={t('topic')} value={3} max={8} valueText={t('sections', { done: 3, all: 8 })} />
          <ProgressBar label={t('checking')} value={null} valueText={t('checkingText')} />
        </div>
      </Specimen>
      <Specimen label={t('meter')}>
        <div className="grid w-full gap-x-10 gap-y-5 lg:grid-cols-2">
          <Meter label={t('queue')} value={14} max={20} valueText={t('depth', { depth: 14, max: 20 })} />
        </div>
      </Specimen>
      <Specimen label={t('skeleton')}>
        <div className="w-full max-w-md">
          <Loading>
            <Skeleton className="h-6 w-40" />
            <div className="mt-3">
              <SkeletonText lines={3} />
            </div>
          </Loading>
        </div>
      </Specimen>
      <Specimen label={t('spinner')}>
        <Spinner className="text-xl" />
      </Specimen>
    </Section>
  );
}
