'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { cx } from '@/components/ui/cx';
import type { concurrencyModelsLab } from '@/sim/concurrency-models/lab';
import type { ConcurrencyModelsState, Heap, Run } from '@/sim/concurrency-models/state';
import type { TypesOf } from '@/sim/core/lab';
import { bytesText } from './figures';

export type ConcurrencyModelsTypes = TypesOf<typeof concurrencyModelsLab>;

export interface BelowProps {
  readonly store: LabStore<ConcurrencyModelsTypes>;
}

/** Heaps that are drawn of one run. */
const HEAPS_MAX = 6;

/** Below the lanes: the program with the line that it is at and what it printed, or what the models hold. */
export function Below({ store }: BelowProps) {
  const program = useRun(store, (state) => (state.program === null ? null : state.program.text));
  return program === null ? <Memory store={store} /> : <Program store={store} text={program} />;
}

function Program({ store, text }: BelowProps & { readonly text: string }) {
  const t = useTranslations('labs.concurrency-models.program');
  const { line, output } = useRun(store, ({ program }) => ({
    line: program?.line ?? 1,
    output: program?.output ?? '',
  }));
  const code = useRef<HTMLOListElement>(null);
  const printed = useRef<HTMLPreElement>(null);
  useEffect(() => {
    const list = code.current;
    const current = list?.children[line - 1];
    if (list !== null && current instanceof HTMLElement) list.scrollTop = current.offsetTop - list.clientHeight / 2;
  }, [line]);
  useEffect(() => {
    if (printed.current !== null && output !== '') printed.current.scrollTop = printed.current.scrollHeight;
  }, [output]);
  return (
    <div className="grid grid-cols-[3fr_2fr] border-border border-t text-xs">
      <ol
        ref={code}
        aria-label={t('code')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it.
        tabIndex={0}
        className="thin-scrollbar relative max-h-36 lg:max-h-56 overflow-auto py-1 font-mono leading-5"
      >
        {text.split('\n').map((each, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number.
            key={at}
            aria-current={at + 1 === line ? 'step' : undefined}
            className={cx('flex gap-2 whitespace-pre px-2', at + 1 === line && 'bg-accent-soft font-semibold')}
          >
            <span aria-hidden="true" className="w-5 shrink-0 text-right text-text-muted">
              {at + 1}
            </span>
            {each}
          </li>
        ))}
      </ol>
      <pre
        ref={printed}
        role="log"
        aria-label={t('output')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it.
        tabIndex={0}
        className="thin-scrollbar max-h-36 lg:max-h-56 overflow-auto whitespace-pre-wrap border-border border-l bg-sunken px-2 py-1 leading-5"
      >
        {output === '' ? t('nothing') : output}
      </pre>
    </div>
  );
}

interface Shown {
  readonly model: Run['model'];
  readonly bytes: number;
  readonly peakBytes: number;
  readonly heaps: readonly Pick<Heap, 'counter' | 'lock'>[];
  readonly heapCount: number;
  readonly isShared: boolean;
}

function shownOf({ runs, isShared }: ConcurrencyModelsState): readonly Shown[] {
  return runs.map(({ model, bytes, peakBytes, heaps: all, jobs }) => {
    // Counters only where somebody counts.
    const counts = jobs.some(({ operations }) => operations.some(({ type }) => type === 'read' || type === 'acquire'));
    const heaps = counts ? all : [];
    return {
      model,
      bytes,
      peakBytes,
      heaps: heaps.slice(0, HEAPS_MAX).map(({ counter, lock }) => ({ counter, lock })),
      heapCount: heaps.length,
      isShared,
    };
  });
}

/** What each model holds, on a scale of orders of magnitude, and its heaps with their counters. */
function Memory({ store }: BelowProps) {
  const t = useTranslations('labs.concurrency-models');
  const shown = useRun(store, shownOf);
  if (shown.length === 0)
    return <p className="border-border border-t px-3 py-2 text-text-muted text-xs">{t('memory.none')}</p>;
  return (
    <dl
      aria-label={t('memory.label')}
      className="grid max-h-36 gap-x-4 gap-y-1 overflow-y-auto border-border border-t px-3 py-1.5 text-xs sm:grid-cols-2"
    >
      {shown.map(({ model, bytes, peakBytes, heaps, heapCount, isShared }) => (
        <div key={model} className="flex flex-col gap-0.5">
          <dt className="flex justify-between gap-2">
            <span className="font-semibold">{t(`models.${model}`)}</span>
            <span className="text-text-muted tabular-nums">
              {t('memory.now', { now: bytesText(bytes), peak: bytesText(peakBytes) })}
            </span>
          </dt>
          <dd>
            <div aria-hidden="true" className="h-1.5 rounded-full bg-border">
              <div className="h-full rounded-full bg-accent" style={{ width: `${widthOf(bytes)}%` }} />
            </div>
            <p className="mt-0.5 flex flex-wrap gap-1">
              {heaps.map(({ counter, lock }, at) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: a heap is its number.
                  key={at}
                  className="rounded-sm border border-border px-1 font-mono"
                >
                  {t(at === 0 ? 'memory.heap' : 'memory.copy', { counter })}
                  {lock === null ? '' : ` ${t('memory.locked', { job: lock })}`}
                </span>
              ))}
              {heapCount > heaps.length ? (
                <span className="text-text-muted">{t('memory.more', { count: heapCount - heaps.length })}</span>
              ) : null}
              {isShared && model === 'process' ? <span className="text-text-muted">{t('memory.shared')}</span> : null}
            </p>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** From a hundred bytes to a gigabyte. */
function widthOf(bytes: number): number {
  return bytes <= 0 ? 0 : Math.min(100, Math.max(2, ((Math.log10(bytes) - 2) / 7) * 100));
}
