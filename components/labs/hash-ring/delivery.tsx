'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { shortNames } from '@/components/lab-shell/stage/graph/short-names';
import { cx } from '@/components/ui/cx';
import { holdersOf, shardOf } from '@/sim/hash-ring/delivery';
import { routerOf } from '@/sim/hash-ring/plan';
import type { HashRingState } from '@/sim/hash-ring/state';
import type { HashRingTypes } from './ring';

/** Entries of Maglev's table that are shown. */
const ENTRIES_SHOWN = 24;

interface DeliveryProps {
  readonly store: LabStore<HashRingTypes>;
  readonly selectedId: string | null;
}

/** The worker's shards with the pods that read them, the start of Maglev's table, and what a second proxy sends elsewhere. */
export function Delivery({ store, selectedId }: DeliveryProps) {
  const t = useTranslations('labs.hash-ring.delivery');
  const state = useRun(store, (now) => now);
  const { plan, config, difference, ejected, keys, fanOut, matches } = state;
  const names = shortNames(plan.hosts.map(({ id }) => id));
  const nameOf = (host: string | null) => (host === null ? t('nobody') : (names.get(host) ?? host));
  const chosen = keys.find(({ key }) => key === selectedId) ?? keys.findLast(({ sentTo }) => sentTo !== null);
  const shard = chosen === undefined || config.sameHash ? null : shardOf(state, chosen.key);
  return (
    <section aria-label={t('label')} className="flex flex-col gap-1 border-border border-t px-3 py-1.5 text-xs">
      <Row title={t('worker')} note={t(fanOut ? 'arriveFanOut' : 'arrive', { count: matches, of: config.sampleKeys })}>
        {config.sameHash ? (
          <li className="text-text-muted">{t('sameHash')}</li>
        ) : (
          holdersOf(state).map((host, index) => (
            <Cell key={String(index)} isMarked={index === shard || (host !== null && host === selectedId)}>
              {t('shard', { shard: index, pod: nameOf(host) })}
              {index === shard && chosen !== undefined ? ` ← ${chosen.key}` : ''}
            </Cell>
          ))
        )}
      </Row>
      {plan.algorithm === 'maglev' ? (
        <Row isShort title={t('table')} note={t('entries', { count: config.tableSize })}>
          {entriesOf(state).map((host, index) => (
            <Cell key={String(index)} isMarked={host !== null && host === selectedId}>
              <span className="sr-only">{index}: </span>
              {nameOf(host)}
            </Cell>
          ))}
        </Row>
      ) : null}
      {difference === null ? null : (
        <p className="tabular-nums">
          <b>proxy-2</b> {t('difference', { differ: difference.differ, stray: difference.stray, of: difference.of })}
          {ejected.length === 0 ? '' : ` ${t('ejected', { hosts: ejected.map(nameOf).join(', ') })}`}
        </p>
      )}
    </section>
  );
}

function entriesOf({ plan }: HashRingState): readonly (string | null)[] {
  return [...(routerOf(plan).table ?? []).slice(0, ENTRIES_SHOWN)].map((host) => plan.hosts[host]?.id ?? null);
}

interface RowProps {
  readonly title: string;
  readonly note: string;
  /** One line on a phone, which cuts what has no room. */
  readonly isShort?: boolean;
  readonly children: ReactNode;
}

function Row({ title, note, isShort = false, children }: RowProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <b>{title}</b>
      <ol
        aria-label={title}
        className={cx(
          'order-last flex w-full flex-wrap gap-1 overflow-hidden font-mono @min-[34rem]:order-none @min-[34rem]:max-h-none @min-[34rem]:w-auto',
          isShort && 'max-h-6',
        )}
      >
        {children}
      </ol>
      <span className="ml-auto text-text-muted tabular-nums">{note}</span>
    </div>
  );
}

function Cell({ isMarked, children }: { readonly isMarked: boolean; readonly children: ReactNode }) {
  return (
    <li
      className={cx(
        'rounded-sm border px-1 leading-5',
        isMarked ? 'border-accent bg-accent-soft font-semibold' : 'border-border',
      )}
    >
      {children}
    </li>
  );
}
