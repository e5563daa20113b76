'use client';

import { Lightbulb } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import type { LocalizedText } from '@/quiz/text';
import { RichText } from './rich-text';

interface HintsProps {
  readonly taken: readonly LocalizedText[];
  readonly count: number;
  /** Asks for the next; false when it could not be had. */
  readonly onNext: () => Promise<boolean>;
}

/** Hints, one after the other, each with its price said before it is paid. */
export function Hints({ taken, count, onNext }: HintsProps) {
  const t = useTranslations('quiz.hints');
  const locale = useLocale();
  const [status, setStatus] = useState<'open' | 'asking' | 'failed'>('open');
  if (count === 0) return null;
  const next = async () => {
    setStatus('asking');
    setStatus((await onNext()) ? 'open' : 'failed');
  };
  return (
    <div className="flex w-full flex-col items-start gap-3">
      <div role="status" className="flex w-full flex-col gap-3 empty:hidden">
        {taken.map((hint, index) => (
          <Callout key={hint.en} title={t('number', { number: index + 1, count })}>
            <p>
              <RichText text={hint[locale]} />
            </p>
          </Callout>
        ))}
        {status === 'failed' ? <Callout tone="warn">{t('failed')}</Callout> : null}
      </div>
      {taken.length < count ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            variant="secondary"
            loading={status === 'asking'}
            icon={<Lightbulb aria-hidden="true" className="size-4" />}
            onClick={next}
          >
            {t(taken.length === 0 ? 'first' : 'next')}
          </Button>
          <span className="text-sm text-text-muted">{t('price')}</span>
        </div>
      ) : null}
    </div>
  );
}
