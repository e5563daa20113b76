'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { RadioGroup } from '@/components/ui/choice-group';
import { cx } from '@/components/ui/cx';
import { outcomeOfOne, PartVerdict, RendererError } from '../part-verdict';
import { lineIn } from '../response';
import { RichText } from '../rich-text';
import type { CodeLine } from '../types';
import type { RendererProps } from './renderer';

/** What a log, a reply or a file shows: which line, and what is behind it. */
export function DiagnoseRenderer(props: RendererProps<'diagnose'>) {
  const { item, response, onResponse, isLocked, solution, score, error } = props;
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const { line, id: cause } = lineIn(response, 'cause');
  const { name, lines, causes } = item.body;
  const give = (changed: object) =>
    onResponse({ ...(line === null ? {} : { line }), ...(cause === null ? {} : { cause }), ...changed });
  return (
    <div className="flex flex-col gap-6">
      <LinePicker
        name={item.id}
        legend={t('shownBy', { name: name[locale] })}
        lines={lines.map((text) => [{ text, color: null }])}
        line={line}
        right={solution?.lines ?? []}
        isLocked={isLocked}
        onLine={(chosen) => give({ line: chosen })}
      />
      {line === null ? <RendererError error={error} /> : null}
      {solution === null ? null : (
        <PartVerdict isRight={score?.parts.find(({ part }) => part === 'line')?.earned === 1}>
          <p>
            {t('rightLine', { lines: solution.lines.join(', ') })} <RichText text={solution.explanation[locale]} />
          </p>
        </PartVerdict>
      )}
      <RadioGroup
        name={`${item.id}-cause`}
        legend={t('cause')}
        readOnly={isLocked}
        error={line !== null && cause === null ? error : undefined}
        value={cause}
        onValueChange={(chosen) => give({ cause: chosen })}
        choices={causes.map(({ id, text }) => {
          const told = solution?.causes.find((each) => each.id === id);
          return {
            value: id,
            label: <RichText text={text[locale]} />,
            outcome: told && outcomeOfOne(told.correct, cause === id),
            explanation: told && <RichText text={told.explanation[locale]} />,
          };
        })}
      />
    </div>
  );
}

/** Code with one line that is to be changed: which, and what stands there then. */
export function RepairALineRenderer(props: RendererProps<'repair-a-line'>) {
  const { item, response, onResponse, isLocked, solution, error, code } = props;
  const t = useTranslations('quiz.renderer');
  const locale = useLocale();
  const { line, id: repair } = lineIn(response, 'repair');
  const { repairs } = item.body;
  const shown = code ?? item.body.code.split('\n').map((text) => [{ text, color: null }]);
  // What was right stands there too, once it is told.
  const offered = repairs.filter((each) => each.line === (solution?.line ?? line) || each.line === line);
  return (
    <div className="flex flex-col gap-6">
      <LinePicker
        name={item.id}
        legend={t('lineToRepair')}
        lines={shown}
        line={line}
        choosable={new Set(repairs.map((each) => each.line))}
        right={solution === null ? [] : [solution.line]}
        isLocked={isLocked}
        onLine={(chosen) => onResponse({ line: chosen })}
      />
      {offered.length === 0 ? (
        <RendererError error={error} />
      ) : (
        <RadioGroup
          name={`${item.id}-repair`}
          legend={t('repair', { line: line ?? solution?.line ?? 0 })}
          readOnly={isLocked}
          error={error}
          value={repair}
          onValueChange={(chosen) => onResponse({ line, repair: chosen })}
          choices={offered.map(({ id, line: at, code: written }) => {
            const told = solution?.repairs.find((each) => each.id === id);
            return {
              value: id,
              label: <code className="wrap-anywhere whitespace-pre-wrap font-mono text-sm">{written.trim()}</code>,
              description: at === line ? null : t('atLine', { line: at }),
              outcome: told && outcomeOfOne(told.correct, repair === id),
              explanation: told && <RichText text={told.explanation[locale]} />,
            };
          })}
        />
      )}
    </div>
  );
}

interface LinePickerProps {
  readonly name: string;
  readonly legend: string;
  readonly lines: readonly CodeLine[];
  /** Counted from 1; null before one is picked. */
  readonly line: number | null;
  /** The lines that may be picked; every line without it. */
  readonly choosable?: ReadonlySet<number>;
  /** What was right, once it is told. */
  readonly right: readonly number[];
  readonly isLocked: boolean;
  readonly onLine: (line: number) => void;
}

/** Numbered lines of which one is picked: by pointing at it, or with the arrow keys. */
function LinePicker({ name, legend, lines, line, choosable, right, isLocked, onLine }: LinePickerProps) {
  const group = `${name}-${useId()}`;
  const t = useTranslations('quiz.renderer');
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p id={group} className="font-semibold leading-snug">
        {legend}
      </p>
      <div
        role="radiogroup"
        aria-labelledby={group}
        aria-readonly={isLocked || undefined}
        className="flex flex-col rounded-md border border-border bg-sunken py-2"
      >
        {lines.map((tokens, index) => {
          const number = index + 1;
          const isChoosable = choosable === undefined || choosable.has(number);
          const isRight = right.includes(number);
          const written = (
            <>
              <span aria-hidden="true" className="w-6 shrink-0 text-right text-text-muted tabular-nums">
                {number}
              </span>
              <code className="min-h-[1lh] min-w-0 flex-1 wrap-anywhere whitespace-pre-wrap">
                {tokens.map(({ text, color }, place) => (
                  // Tokens never move.
                  // biome-ignore lint/suspicious/noArrayIndexKey: their place is what tells them apart.
                  <span key={place} style={color === null ? {} : { color }}>
                    {text}
                  </span>
                ))}
              </code>
            </>
          );
          const look = 'flex items-start gap-3 border-l-4 px-3 py-1 font-mono text-sm leading-relaxed';
          if (!isChoosable) {
            return (
              <div key={number} className={cx(look, 'border-transparent pl-10')}>
                {written}
              </div>
            );
          }
          return (
            <label
              key={number}
              className={cx(
                look,
                'has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:-outline-offset-2',
                isLocked
                  ? 'cursor-default'
                  : 'cursor-pointer hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft',
                isLocked && isRight ? 'border-success bg-success-soft' : '',
                isLocked && right.length > 0 && !isRight && line === number ? 'border-danger bg-danger-soft' : '',
                isRight || line === number ? '' : 'border-transparent',
              )}
            >
              <input
                type="radio"
                name={group}
                value={number}
                aria-label={t('line', { line: number, text: tokens.map(({ text }) => text).join('') })}
                checked={line === number}
                onChange={() => {
                  if (!isLocked) onLine(number);
                }}
                className="mt-[0.35em] size-4 shrink-0 accent-accent"
              />
              {written}
            </label>
          );
        })}
      </div>
    </div>
  );
}
