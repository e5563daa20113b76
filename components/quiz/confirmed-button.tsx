'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

interface ConfirmedButtonProps {
  readonly label: string;
  /** Asked before it is done. */
  readonly question: string;
  /** Declines. */
  readonly keepLabel: string;
  readonly failed: string;
  readonly variant: 'ghost' | 'secondary' | 'primary';
  readonly isDanger?: boolean;
  /** Resolves to whether it was done. */
  readonly onConfirm: () => Promise<boolean>;
}

/** A button for what cannot be undone: it asks first. */
export function ConfirmedButton(props: ConfirmedButtonProps) {
  const { label, question, keepLabel, failed, variant, isDanger = false, onConfirm } = props;
  const [status, setStatus] = useState<'ready' | 'asking' | 'busy' | 'failed'>('ready');
  if (status === 'ready') {
    return (
      <Button variant={variant} onClick={() => setStatus('asking')}>
        {label}
      </Button>
    );
  }
  const confirm = async () => {
    setStatus('busy');
    if (!(await onConfirm())) setStatus('failed');
  };
  return (
    <div role="status" className="flex w-full flex-col gap-3">
      <p className="font-semibold">{status === 'failed' ? failed : question}</p>
      <div className="flex flex-wrap gap-3">
        <Button variant={isDanger ? 'danger' : 'primary'} loading={status === 'busy'} onClick={confirm}>
          {label}
        </Button>
        <Button variant="ghost" onClick={() => setStatus('ready')}>
          {keepLabel}
        </Button>
      </div>
    </div>
  );
}

interface EndQuizButtonProps {
  readonly variant: 'ghost' | 'secondary' | 'primary';
  readonly onConfirm: () => Promise<boolean>;
}

/** Hands a quiz in with what is unanswered in it. */
export function HandInButton(props: EndQuizButtonProps) {
  const t = useTranslations('quiz.handIn');
  const texts = { label: t('do'), question: t('sure'), keepLabel: t('keep'), failed: t('failed') };
  return <ConfirmedButton {...texts} {...props} />;
}
