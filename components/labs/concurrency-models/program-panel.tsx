'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Button } from '@/components/ui/button';
import { FieldMessage } from '@/components/ui/field-message';
import { fieldControl, fieldLabel, fieldRoot } from '@/components/ui/field-styles';
import { concurrencyModelsCommand } from '@/sim/concurrency-models/config';
import { parse } from '@/sim/concurrency-models/python/parser';
import { Refused } from '@/sim/concurrency-models/python/refused';
import type { BelowProps } from './program-view';

const FIRST = `import gevent

def task(name):
    print(name)
    gevent.sleep(0)

gevent.joinall([gevent.spawn(task, 'a'), gevent.spawn(task, 'b')])
`;

/** What is wrong with a program, in one line; null: nothing. */
function whyNot(program: string): string | null {
  try {
    parse(program);
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** A program of one's own, in the subset. */
export function ProgramPanel({ store }: BelowProps) {
  const t = useTranslations('labs.concurrency-models.program');
  const running = useRun(store, ({ program }) => program?.text ?? null);
  const [own, setOwn] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const id = useId();
  const text = own ?? running ?? FIRST;

  function run(): void {
    const why = whyNot(text);
    setError(why);
    const command = concurrencyModelsCommand.safeParse({ type: 'runProgram', program: text });
    if (why === null && command.success) store.getState().dispatch(command.data);
  }

  return (
    <div className="flex h-full flex-col gap-3 overflow-y-auto px-4 py-3">
      <div className={fieldRoot}>
        <label htmlFor={id} className={fieldLabel}>
          {t('own')}
        </label>
        <textarea
          id={id}
          value={text}
          rows={14}
          spellCheck={false}
          maxLength={4_000}
          aria-describedby={error === null ? `${id}-description` : `${id}-description ${id}-error`}
          aria-invalid={error !== null}
          onChange={(event) => setOwn(event.target.value)}
          className={`${fieldControl} resize-y whitespace-pre font-mono text-sm leading-5`}
        />
        <FieldMessage id={id} description={t('subset')} error={error ?? undefined} />
      </div>
      <div className="flex gap-2">
        <Button onClick={run}>{t('run')}</Button>
        {own === null ? null : (
          <Button
            variant="secondary"
            onClick={() => {
              setOwn(null);
              setError(null);
            }}
          >
            {t('back')}
          </Button>
        )}
      </div>
    </div>
  );
}
