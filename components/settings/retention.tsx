'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '@/components/ui/select';

/** What may be chosen, of the whole range that the schedule knows. */
const RETENTIONS = ['0.8', '0.85', '0.9', '0.95'] as const;

/** A server action's answer; nothing at all from a server that is going down. */
export type ChooseRetention = (retention: number) => Promise<{ readonly ok: boolean } | undefined>;

interface RetentionProps {
  readonly retention: number;
  readonly choose: ChooseRetention;
}

/** The share of review cards that the learner wants still to know when they come up. */
export function Retention({ retention, choose }: RetentionProps) {
  const t = useTranslations('settings');
  const [chosen, setChosen] = useState(String(retention));
  const [status, setStatus] = useState<'ready' | 'saved' | 'failed'>('ready');
  const values = [...new Set<string>([...RETENTIONS, chosen])].sort();
  return (
    <div className="flex flex-col gap-2">
      <Select
        name="retention"
        label={t('retention')}
        description={t('retentionWhat')}
        items={values.map((value) => ({ value, label: t('percent', { percent: Math.round(Number(value) * 100) }) }))}
        value={chosen}
        onValueChange={async (value) => {
          setChosen(value);
          const result = await choose(Number(value)).catch(() => undefined);
          setStatus(result?.ok ? 'saved' : 'failed');
        }}
      />
      <p role="status" className="text-sm text-text-muted">
        {status === 'ready' ? null : t(status === 'saved' ? 'retentionSaved' : 'retentionFailed')}
      </p>
    </div>
  );
}
