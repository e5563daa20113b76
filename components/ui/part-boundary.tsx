'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { Button } from './button';
import { cx } from './cx';

interface PartBoundaryProps {
  /** What is safe, in the reader's words. Without it, that what was saved still is. */
  readonly description?: string | undefined;
  /** The part is mounted anew when one of these changes. */
  readonly resetKeys?: readonly unknown[] | undefined;
  readonly onError?: (() => void) | undefined;
  /** Called before the part is mounted anew at the reader's wish. */
  readonly onStartAgain?: (() => void) | undefined;
  /** Of what stands in the part's place. */
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Keeps an error in one part of a page from taking the rest away: says so in the part's place and offers to start it again. */
export function PartBoundary({
  description,
  resetKeys,
  onError,
  onStartAgain,
  className,
  children,
}: PartBoundaryProps) {
  const t = useTranslations('ui.broken');
  return (
    <ErrorBoundary
      {...(resetKeys ? { resetKeys: [...resetKeys] } : {})}
      onError={() => onError?.()}
      fallbackRender={({ resetErrorBoundary }) => (
        <div
          role="alert"
          className={cx('flex flex-col items-center justify-center gap-3 p-6 text-center text-base', className)}
        >
          <p className="font-semibold">{t('title')}</p>
          <p className="max-w-md text-balance text-sm text-text-muted">{description ?? t('description')}</p>
          <Button
            variant="secondary"
            size="sm"
            icon={<RotateCw aria-hidden="true" className="size-4" />}
            onClick={() => {
              onStartAgain?.();
              resetErrorBoundary();
            }}
          >
            {t('startAgain')}
          </Button>
        </div>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
