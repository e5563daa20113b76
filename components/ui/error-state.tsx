'use client';

import { CircleAlert, RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';

interface ErrorStateProps {
  /** A heading element where the state stands for a whole page. */
  readonly title: ReactNode;
  /** What happened and what is safe, in the reader's words. */
  readonly description: ReactNode;
  readonly onRetry?: (() => void) | undefined;
  /** A number that finds the error in the server's log. */
  readonly code?: string | undefined;
}

/** What stands in place of something that failed. */
export function ErrorState({ title, description, onRetry, code }: ErrorStateProps) {
  const t = useTranslations('ui');
  return (
    <div role="alert" className="flex flex-col items-center rounded-lg border border-border px-6 py-12 text-center">
      <CircleAlert aria-hidden="true" strokeWidth={1.5} className="mb-4 size-8 text-danger" />
      <div className="font-semibold text-lg">{title}</div>
      <div className="mt-1.5 max-w-md text-balance text-text-muted">{description}</div>
      {onRetry ? (
        <Button
          variant="secondary"
          onClick={onRetry}
          icon={<RotateCw aria-hidden="true" className="size-4" />}
          className="mt-6"
        >
          {t('retry')}
        </Button>
      ) : null}
      {code ? (
        <p className="mt-5 text-sm text-text-subtle">
          {t('errorCode')} <code className="font-mono">{code}</code>
        </p>
      ) : null}
    </div>
  );
}
