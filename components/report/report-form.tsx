'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useOutbox } from '@/components/outbox/outbox-provider';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { FieldMessage } from '@/components/ui/field-message';
import { fieldControl, fieldLabel, fieldRoot } from '@/components/ui/field-styles';
import { useField } from '@/components/ui/use-field';
import type { ReportedPlace } from './report-mistake';

/** As `server/mistake-reports.ts` takes it. */
const TEXT_MAX = 1_000;

/** What is wrong, in the reader's words if they like. */
export function ReportForm({ place }: { readonly place: ReportedPlace }) {
  const t = useTranslations('report');
  const locale = useLocale();
  const outbox = useOutbox();
  const field = useField({ description: t('hint') });
  const [text, setText] = useState('');
  const [status, setStatus] = useState<'open' | 'sending' | 'saved' | 'waiting' | 'refused'>('open');

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (outbox === null) return;
    setStatus('sending');
    const id = crypto.randomUUID();
    const delivery = await outbox.send({ id, kind: 'report', body: { id, ...place, locale, text } });
    setStatus(delivery.status);
  }

  if (status === 'saved' || status === 'waiting') {
    return (
      <Callout live tone="success" title={t('thanks')}>
        {t(status)}
      </Callout>
    );
  }
  return (
    <form onSubmit={send} className="flex w-full max-w-lg flex-col items-start gap-3">
      <div className={`${fieldRoot} w-full`}>
        <label htmlFor={field.id} className={fieldLabel}>
          {t('what')}
        </label>
        <textarea
          {...field.control}
          name="text"
          rows={3}
          maxLength={TEXT_MAX}
          value={text}
          onChange={({ target }) => setText(target.value)}
          className={fieldControl}
        />
        <FieldMessage {...field.messages} />
      </div>
      <Button type="submit" variant="secondary" loading={status === 'sending'} disabled={outbox === null}>
        {t('send')}
      </Button>
      {status === 'refused' ? <Callout live tone="danger" title={t('refused')} /> : null}
    </form>
  );
}
