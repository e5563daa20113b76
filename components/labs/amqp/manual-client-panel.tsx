'use client';

import { Check, Download, RotateCcw, Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Checkbox } from '@/components/ui/checkbox';
import { Select } from '@/components/ui/select';
import { act, type Refusal } from './act';
import type { AmqpStore } from './edits';
import { tableText } from './inspect';

/** The reader as a consumer: fetches a message, looks at it, and says what is to become of it. */
export function ManualClientPanel({ store }: { readonly store: AmqpStore }) {
  const t = useTranslations('labs.amqp.byHand');
  const forms = useTranslations('labs.amqp.form');
  const queues = useRun(store, ({ broker }) => broker.queues.map(({ name, readyCount }) => ({ name, readyCount })));
  const held = useRun(store, ({ manualClient }) => manualClient.held);
  const [chosen, setChosen] = useState('');
  const [multiple, setMultiple] = useState(false);
  const [noAck, setNoAck] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const queue = queues.find(({ name }) => name === chosen) ?? queues[0];

  function settle(deliveryTag: number, outcome: 'ack' | 'nack' | 'reject', requeue: boolean): void {
    setRefusal(
      act(store, { type: 'settle', outcome, deliveryTag, multiple: outcome !== 'reject' && multiple, requeue }),
    );
  }

  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto px-4 py-3 text-sm">
      <p className="text-text-muted">{t('lead')}</p>
      {queue === undefined ? (
        <p>{t('noQueue')}</p>
      ) : (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            setRefusal(act(store, { type: 'get', queue: queue.name, noAck }));
          }}
        >
          <Select
            name="queue"
            label={t('queue')}
            items={queues.map(({ name, readyCount }) => ({
              value: name,
              label: t('choice', { name, ready: readyCount }),
            }))}
            value={queue.name}
            onValueChange={setChosen}
          />
          <div className="flex flex-wrap items-center gap-x-5">
            <Button type="submit" size="sm" icon={<Download aria-hidden="true" className="size-4" />}>
              {t('get')}
            </Button>
            <Checkbox name="no-ack" label={t('noAck')} checked={noAck} onCheckedChange={setNoAck} />
          </div>
        </form>
      )}
      {refusal === null ? null : (
        <Callout tone="danger" live>
          <p>
            {forms(refusal.by === 'broker' ? 'brokerSays' : 'refused')}{' '}
            <span lang="en" className="break-words font-mono">
              {refusal.text}
            </span>
          </p>
        </Callout>
      )}
      <section aria-label={t('held')}>
        <h2 className="font-semibold">{t('heldCount', { count: held.length })}</h2>
        {held.length < 2 ? null : (
          <Checkbox name="multiple" label={t('multiple')} checked={multiple} onCheckedChange={setMultiple} />
        )}
        <ul className="mt-1 flex flex-col divide-y divide-border border-border border-t">
          {held.map(({ deliveryTag, number, queue: from, routingKey, body, redelivered, properties }) => (
            <li key={deliveryTag} className="flex flex-col gap-1.5 py-2.5">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">#{number}</span>
                <span>{t('from', { queue: from, tag: deliveryTag })}</span>
                {redelivered ? <span className="font-medium text-warn">redelivered</span> : null}
              </p>
              <p className="break-words font-mono text-xs">
                {routingKey} {body}
              </p>
              {properties.headers === undefined ? null : (
                <p className="break-words font-mono text-text-muted text-xs">{tableText(properties.headers)}</p>
              )}
              <div className="flex flex-wrap gap-1.5">
                <Act icon={Check} label="ack" onClick={() => settle(deliveryTag, 'ack', false)} />
                <Act icon={RotateCcw} label="nack + requeue" onClick={() => settle(deliveryTag, 'nack', true)} />
                <Act icon={X} label="nack" onClick={() => settle(deliveryTag, 'nack', false)} />
                <Act icon={RotateCcw} label="reject + requeue" onClick={() => settle(deliveryTag, 'reject', true)} />
                <Act icon={Trash2} label="reject" onClick={() => settle(deliveryTag, 'reject', false)} />
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface ActProps {
  readonly icon: typeof Check;
  readonly label: string;
  readonly onClick: () => void;
}

function Act({ icon: Icon, label, onClick }: ActProps) {
  return (
    <Button size="sm" variant="secondary" icon={<Icon aria-hidden="true" className="size-3.5" />} onClick={onClick}>
      {label}
    </Button>
  );
}
