'use client';

import { useTranslations } from 'next-intl';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import { useRun } from '@/components/lab-shell/run/use-run';
import { cx } from '@/components/ui/cx';
import type { TypesOf } from '@/sim/core/lab';
import { type Instruction, shippedCode } from '@/sim/gil/bytecode';
import type { gilLab } from '@/sim/gil/lab';
import type { GilState } from '@/sim/gil/state';

export type GilTypes = TypesOf<typeof gilLab>;

interface ProgramProps {
  readonly store: LabStore<GilTypes>;
  readonly selectedId: string | null;
}

/** The bytecode that a thread is in (the selected one, else the holder), its check points, and what all threads share. */
export function Program({ store, selectedId }: ProgramProps) {
  const t = useTranslations('labs.gil.program');
  const shown = useRun(store, (state) => programOf(state, selectedId));
  if (shown === null) return null;
  return (
    <section aria-label={t('label', { thread: shown.thread })} className="border-border border-t px-3 py-1.5 text-xs">
      <p className="flex flex-wrap items-baseline gap-x-4 font-mono">
        <span className="font-semibold">{shown.thread}</span>
        <code>{shown.code}</code>
        <span className="ml-auto tabular-nums">x = {shown.x}</span>
        {shown.lock === null ? null : <span>{t('lock', { thread: shown.lock })}</span>}
      </p>
      <ol className="mt-1 flex max-h-16 flex-wrap gap-1 overflow-y-auto font-mono">
        {shown.instructions.map(({ offset, text, isCheckPoint }, index) => (
          <li
            key={offset}
            aria-current={index === shown.at ? 'step' : undefined}
            className={cx(
              'rounded-sm border px-1 leading-5',
              index === shown.at ? 'border-accent bg-accent-soft font-semibold' : 'border-border',
            )}
          >
            {text}
            {isCheckPoint ? (
              <span title={t('checkPoint')}>
                {' '}
                ⚑<span className="sr-only">{t('checkPoint')}</span>
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

function programOf({ threads, gil, shared, version }: GilState, selectedId: string | null) {
  const inBody = threads.filter(({ operations }) => operations.some(({ type }) => type === 'body'));
  const thread =
    inBody.find(({ id }) => id === selectedId) ??
    inBody.find((each) => each === threads[gil.holder ?? -1]) ??
    inBody[0];
  if (thread === undefined) return null;
  const frame = thread.frames.at(-1);
  const operation = thread.operations[thread.at] ?? thread.operations[0];
  const code = frame?.code ?? (operation?.type === 'body' ? operation.body : '');
  return {
    thread: thread.id,
    code,
    at: frame?.at ?? -1,
    x: shared.x,
    lock: threads[shared.lockOwner ?? -1]?.id ?? null,
    instructions: shippedCode(code).map((each) => ({
      offset: each.offset,
      text: textOf(each),
      isCheckPoint: version !== '3.11' || isCheckPoint(each),
    })),
  };
}

function isCheckPoint({ name }: Instruction): boolean {
  return name === 'RESUME' || name === 'JUMP_BACKWARD' || name === 'CALL';
}

function textOf({ name, variable, operator, constant, arguments: count }: Instruction): string {
  const argument = variable ?? operator ?? (name === 'LOAD_CONST' ? (constant ?? 'None') : count);
  return argument === undefined ? name : `${name} ${argument}`;
}
