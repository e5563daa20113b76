'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useId, useState } from 'react';
import { Button } from './button';
import { cx } from './cx';
import { fieldControl, fieldLabel, fieldRoot } from './field-styles';

interface CopyFieldProps {
  readonly label: string;
  /** What is shown and copied: a class code, a link. */
  readonly value: string;
}

const confirmationMs = 2500;

/** Something to hand on. The button says when it was copied, or that the browser refused; the text can then be selected by hand. */
export function CopyField({ label, value }: CopyFieldProps) {
  const t = useTranslations('ui.copy');
  const id = useId();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), confirmationMs);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setState('copied');
    } catch {
      setState('failed');
    }
  }

  return (
    <div className={fieldRoot}>
      <label htmlFor={id} className={fieldLabel}>
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className={cx(fieldControl, 'font-mono tracking-wide')}
        />
        <Button
          variant="secondary"
          onClick={copy}
          className="min-w-28 shrink-0"
          icon={
            state === 'copied' ? (
              <Check aria-hidden="true" className="size-4 text-success" />
            ) : (
              <Copy aria-hidden="true" className="size-4" />
            )
          }
        >
          {t(state === 'copied' ? 'copied' : 'copy')}
        </Button>
      </div>
      <p role="status" className="text-danger text-sm empty:hidden">
        {state === 'failed' ? t('failed') : null}
        {state === 'copied' ? <span className="visually-hidden">{t('copied')}</span> : null}
      </p>
    </div>
  );
}
