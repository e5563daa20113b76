'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { cx } from '@/components/ui/cx';
import type { concurrencyModelsLab } from '@/sim/concurrency-models/lab';
import type { ConcurrencyModelsState, Heap, Job, Run } from '@/sim/concurrency-models/state';
import type { TypesOf } from '@/sim/core/lab';
import { bytesText } from './figures';
import { HeapArrows } from './heap-arrows';

export type ConcurrencyModelsTypes = TypesOf<typeof concurrencyModelsLab>;

export interface BelowProps {
  readonly store: LabStore<ConcurrencyModelsTypes>;
}

/** Jobs that are drawn of one run: each of a few processes has a heap of its own, which takes room. */
const JOBS_DRAWN = { process: 6, thread: 12, greenlet: 12, coroutine: 12 } as const;

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
  readonly jobs: readonly { readonly id: string; readonly heap: number; readonly isRunning: boolean }[];
  /** Those that the jobs have; `own` is null where nobody counts, for then the model keeps none of them apart. */
  readonly heaps: readonly { readonly number: number; readonly own: Pick<Heap, 'counter' | 'lock'> | null }[];
  readonly jobsLeftOut: number;
  readonly isShared: boolean;
}

function shownOf({ runs, isShared }: ConcurrencyModelsState): readonly Shown[] {
  return runs.map(({ model, bytes, peakBytes, heaps: all, jobs }) => {
    const counts = jobs.some(({ operations }) => operations.some(({ type }) => type === 'read' || type === 'acquire'));
    const heapOf = ({ heap, process }: Job) => {
      if (model !== 'process') return heap;
      return isShared ? 0 : counts ? heap : process;
    };
    const drawn = jobs.slice(0, JOBS_DRAWN[model]);
    const numbers = [...new Set([...(counts ? [0] : []), ...drawn.map(heapOf)])].sort((one, other) => one - other);
    return {
      model,
      bytes,
      peakBytes,
      jobs: drawn.map((job) => ({
        id: job.id,
        heap: numbers.indexOf(heapOf(job)),
        isRunning: job.status === 'runs',
      })),
      heaps: numbers.map((number) => {
        const heap = counts ? all[number] : undefined;
        return { number, own: heap === undefined ? null : { counter: heap.counter, lock: heap.lock } };
      }),
      jobsLeftOut: jobs.length - drawn.length,
      isShared: isShared && model === 'process',
    };
  });
}

/** What each model holds, on a scale of orders of magnitude, and which memory its jobs have. */
function Memory({ store }: BelowProps) {
  const t = useTranslations('labs.concurrency-models');
  const shown = useRun(store, shownOf);
  if (shown.length === 0)
    return <p className="border-border border-t px-3 py-2 text-text-muted text-xs">{t('memory.none')}</p>;
  return (
    <section
      aria-label={t('memory.label')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it.
      tabIndex={0}
      className="max-h-36 overflow-y-auto border-border border-t px-3 py-1.5 text-xs lg:max-h-44"
    >
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {shown.map(({ model, bytes, peakBytes, jobs, heaps, jobsLeftOut, isShared }) => (
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
              <HeapArrows
                jobs={jobs}
                heaps={heaps.map(({ number, own }, key) => ({
                  key,
                  text:
                    own === null
                      ? t(heaps.length === 1 ? 'memory.oneHeap' : 'memory.ownHeap', { number })
                      : [
                          t(key === 0 ? 'memory.heap' : 'memory.copy', { counter: own.counter }),
                          ...(own.lock === null ? [] : [t('memory.locked', { job: own.lock })]),
                        ].join(' '),
                }))}
              />
              {jobsLeftOut > 0 || isShared ? (
                <p className="text-text-muted">
                  {jobsLeftOut > 0 ? t('memory.jobs', { count: jobsLeftOut }) : null}{' '}
                  {isShared ? t('memory.shared') : null}
                </p>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** From a hundred bytes to a gigabyte. */
function widthOf(bytes: number): number {
  return bytes <= 0 ? 0 : Math.min(100, Math.max(2, ((Math.log10(bytes) - 2) / 7) * 100));
}
