'use client';

import { Check, Minus, Send } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, memo, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { Checkbox } from '@/components/ui/checkbox';
import { cx } from '@/components/ui/cx';
import { Disclosure } from '@/components/ui/disclosure';
import { Select } from '@/components/ui/select';
import { explainRoute } from '@/sim/amqp/broker/explain-route';
import type { FieldTable } from '@/sim/amqp/broker/frames';
import type { BindingVerdict, RouteExplanation } from '@/sim/amqp/broker/types';
import { publishProperties } from '@/sim/amqp/options';
import { act, type Refusal } from './act';
import type { AmqpStore } from './edits';
import { reasonText } from './explain-text';
import { type FieldProblem, Line, Lines } from './form-parts';
import { headerLines, readHeaderLines } from './header-lines';
import { lightsOf } from './lit';
import { plain } from './removal';
import { reachedBy } from './route-lights';

const DEFAULT = '(default)';

interface ProbeDraft {
  readonly exchange: string;
  readonly routingKey: string;
  readonly headers: string;
  readonly body: string;
  readonly mandatory: boolean;
  readonly persistent: boolean;
  readonly priority: string;
  readonly expirationMs: string;
}

/** A message that is not sent yet: where it would go and why, lit up on the canvas while one types; and the button that sends it. */
export function ProbePanel({ store }: { readonly store: AmqpStore }) {
  const t = useTranslations('labs.amqp.probe');
  const exchanges = useRun(store, ({ broker }) =>
    broker.exchanges.filter(({ internal }) => !internal).map(({ name, type }) => ({ name, type })),
  );
  const own = exchanges.find(({ name }) => name !== '' && !name.startsWith('amq.'));
  const [draft, setDraft] = useState<ProbeDraft>({
    exchange: own?.name ?? '',
    routingKey: '',
    headers: '',
    body: '',
    mandatory: false,
    persistent: true,
    priority: '',
    expirationMs: '',
  });
  const set = (part: Partial<ProbeDraft>) => setDraft({ ...draft, ...part });
  const headers = useMemo(() => readHeaderLines(draft.headers), [draft.headers]);
  const explanation = useExplanation(store, draft.exchange, draft.routingKey, headers ?? NO_HEADERS);
  const type = exchanges.find(({ name }) => name === draft.exchange)?.type;
  const isAsked = draft.routingKey !== '' || draft.headers !== '' || type === 'fanout';
  // Of many bindings the explanation is long: what is typed is seen first.
  const shown = useDeferredValue(explanation);
  useLights(store, isAsked ? shown : null);
  return (
    <div className="flex h-full flex-col gap-4 overflow-y-auto px-4 py-3 text-sm">
      <PublishForm store={store} draft={draft} headers={headers}>
        <Select
          name="exchange"
          label={t('exchange')}
          items={[...new Set([...exchanges.map(({ name }) => name || DEFAULT), draft.exchange || DEFAULT])].map(
            (name) => ({
              value: name,
              label: name === DEFAULT ? t('defaultExchange') : name,
            }),
          )}
          value={draft.exchange || DEFAULT}
          onValueChange={(name) => set({ exchange: name === DEFAULT ? '' : name })}
        />
        <Line
          name="routing-key"
          label={t('routingKey')}
          value={draft.routingKey}
          onValue={(routingKey) => set({ routingKey })}
        />
        {type === 'headers' ? <Headers draft={draft} headers={headers} set={set} /> : null}
        <Disclosure summary={t('more')} className="col-span-2 border-border border-y text-sm">
          <div className="grid grid-cols-2 items-start gap-x-3 gap-y-3 p-0.5">
            <Lines label={t('body')} rows={2} value={draft.body} onValue={(body) => set({ body })} />
            <Line
              name="priority"
              label="priority"
              isNumber
              value={draft.priority}
              onValue={(priority) => set({ priority })}
            />
            <Line
              name="expiration"
              label="expiration (ms)"
              isNumber
              value={draft.expirationMs}
              onValue={(expirationMs) => set({ expirationMs })}
            />
            {type === 'headers' ? null : <Headers draft={draft} headers={headers} set={set} />}
            <div className="col-span-2 flex flex-wrap gap-x-6">
              <Checkbox
                name="mandatory"
                label="mandatory"
                checked={draft.mandatory}
                onCheckedChange={(mandatory) => set({ mandatory })}
              />
              <Checkbox
                name="persistent"
                label="persistent"
                checked={draft.persistent}
                onCheckedChange={(persistent) => set({ persistent })}
              />
            </div>
          </div>
        </Disclosure>
      </PublishForm>
      <Explanation explanation={shown} />
    </div>
  );
}

const NO_HEADERS: FieldTable = {};

/** Worked out again when the topology changes. */
function useExplanation(store: AmqpStore, exchange: string, routingKey: string, headers: FieldTable): RouteExplanation {
  const version = useRun(store, ({ broker }) => `${broker.topologyVersion} ${broker.queues.length}`);
  return useMemo(() => {
    const { broker } = store.getState().snapshot.state;
    return version === ''
      ? { exchange, bindings: [], exchanges: [], queues: [] }
      : explainRoute(broker, exchange, routingKey, headers);
  }, [store, exchange, routingKey, headers, version]);
}

/** The canvas shows what is explained here for as long as the panel is open and something was typed. */
function useLights(store: AmqpStore, explanation: RouteExplanation | null): void {
  useEffect(() => {
    if (explanation === null) return;
    const lights = lightsOf(store);
    lights.setState({ reached: reachedBy(explanation) });
    return () => lights.setState({ reached: null });
  }, [store, explanation]);
}

interface HeadersProps {
  readonly draft: ProbeDraft;
  readonly headers: FieldTable | null;
  readonly set: (part: Partial<ProbeDraft>) => void;
}

function Headers({ draft, headers, set }: HeadersProps) {
  const t = useTranslations('labs.amqp.form');
  const problem: FieldProblem | undefined = headers === null ? { kind: 'notHeader' } : undefined;
  return (
    <Lines
      label={t('headers')}
      description={t('headersHelp')}
      rows={2}
      value={draft.headers}
      problem={problem}
      onValue={(text) => set({ headers: text })}
    />
  );
}

interface PublishFormProps {
  readonly store: AmqpStore;
  readonly draft: ProbeDraft;
  readonly headers: FieldTable | null;
  readonly children: React.ReactNode;
}

function PublishForm({ store, draft, headers, children }: PublishFormProps) {
  const t = useTranslations('labs.amqp.probe');
  const forms = useTranslations('labs.amqp.form');
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (headers === null) return;
    const { exchange, routingKey, body, mandatory, persistent } = draft;
    const properties = publishProperties.safeParse({
      deliveryMode: persistent ? 2 : 1,
      priority: numberOrNull(draft.priority),
      expirationMs: numberOrNull(draft.expirationMs),
      headers: plain(headers),
    });
    if (!properties.success) {
      const [issue] = properties.error.issues;
      setRefusal({ by: 'lab', text: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` });
      return;
    }
    setRefusal(act(store, { type: 'publish', exchange, routingKey, body, mandatory, properties: properties.data }));
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <div className="grid grid-cols-2 items-start gap-x-3 gap-y-3">{children}</div>
      <Button type="submit" size="sm" icon={<Send aria-hidden="true" className="size-4" />} className="self-start">
        {t('publish')}
      </Button>
      {refusal === null ? null : (
        <Callout tone="danger" live>
          <p className="text-sm">
            {forms(refusal.by === 'broker' ? 'brokerSays' : 'refused')}{' '}
            <span lang="en" className="break-words font-mono">
              {refusal.text}
            </span>
          </p>
        </Callout>
      )}
    </form>
  );
}

function numberOrNull(text: string): number | null {
  return text.trim() === '' ? null : Number(text);
}

/** Where it goes, in a sentence; and binding by binding why, or why not. */
const Explanation = memo(function Explanation({ explanation }: { readonly explanation: RouteExplanation }) {
  const t = useTranslations('labs.amqp.probe');
  const { queues, bindings, exchange } = explanation;
  const alternates = explanation.exchanges.filter(({ via }) => via === 'alternate');
  return (
    <section aria-label={t('explanation')} className="flex flex-col gap-2">
      <p role="status" className="font-medium">
        {queues.length === 0 ? t('nowhere') : t('goesTo', { queues: queues.join(', '), count: queues.length })}
        {alternates.length === 0
          ? null
          : ` ${t('alternate', { exchange: alternates.map((each) => each.exchange).join(', ') })}`}
      </p>
      {exchange === '' ? <p className="text-text-muted">{t('defaultRule')}</p> : null}
      <ol className="flex flex-col divide-y divide-border border-border border-t">
        {bindings.map((verdict) => (
          <Verdict key={JSON.stringify(verdict.binding)} verdict={verdict} />
        ))}
      </ol>
    </section>
  );
});

/** Drawn anew only when it says something else: a letter more seldom changes why each of many bindings does not match. */
const Verdict = memo(function Verdict({ verdict: { binding, matched, reason } }: VerdictProps) {
  const t = useTranslations('labs.amqp.probe');
  const why = useTranslations('labs.amqp.probe.why');
  const Icon = matched ? Check : Minus;
  const { 'x-match': match, ...headers } = binding.arguments;
  const key =
    match === undefined ? binding.routingKey : `${String(match)}: ${headerLines(headers).replaceAll('\n', ', ')}`;
  return (
    <li className={cx('flex gap-2.5 py-2', !matched && 'text-text-muted')}>
      <Icon
        aria-label={t(matched ? 'matches' : 'matchesNot')}
        className={cx('mt-0.5 size-4 shrink-0', matched ? 'text-success' : 'text-text-subtle')}
        strokeWidth={2.5}
      />
      <span className="min-w-0">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <span className={cx(matched && 'font-medium')}>
            {binding.source} → {binding.destination}
          </span>
          {key === '' ? null : <code className="break-all rounded-xs bg-sunken px-1 text-xs">{key}</code>}
        </span>
        <span className="block text-xs">{reasonText(reason, matched, why)}</span>
      </span>
    </li>
  );
}, isSameVerdict);

interface VerdictProps {
  readonly verdict: BindingVerdict;
}

function isSameVerdict(one: VerdictProps, other: VerdictProps): boolean {
  return JSON.stringify(one.verdict) === JSON.stringify(other.verdict);
}
