'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { VisuallyHidden } from '@/components/ui/visually-hidden';

export interface SortableThing {
  readonly id: string;
  /** Its name in words, for the buttons. */
  readonly name: string;
  readonly label: ReactNode;
  /** How its place turned out; shown below it. */
  readonly verdict?: ReactNode;
}

interface SortableListProps {
  readonly label: string;
  /** In the present order. */
  readonly things: readonly SortableThing[];
  readonly isLocked: boolean;
  readonly onOrder: (ids: readonly string[]) => void;
}

/** A list put in order by buttons, or by the arrow keys on them. The thing that moves keeps the focus, and its new place is read. */
export function SortableList({ label, things, isLocked, onOrder }: SortableListProps) {
  const t = useTranslations('quiz.renderer');
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState('');

  const move = (from: number, by: 1 | -1) => {
    const to = from + by;
    const [thing, other] = [things[from], things[to]];
    if (isLocked || thing === undefined || other === undefined) return;
    const ids = things.map(({ id }) => id);
    ids[from] = other.id;
    ids[to] = thing.id;
    onOrder(ids);
    setMoved(t('movedTo', { name: thing.name, place: to + 1, count: things.length }));
    requestAnimationFrame(() => {
      const row = list.current?.children[to];
      row?.querySelector<HTMLButtonElement>(`[data-move="${by}"]`)?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (by === null) return;
    event.preventDefault();
    move(index, by);
  };

  return (
    <>
      <ol ref={list} aria-label={label} className="flex flex-col gap-2">
        {things.map(({ id, name, label: text, verdict }, index) => (
          <li key={id} className="flex flex-col gap-2 rounded-md border border-border bg-surface px-4 py-2">
            <div className="flex items-center gap-3">
              <span aria-hidden="true" className="w-5 shrink-0 text-text-muted tabular-nums">
                {index + 1}
              </span>
              <span className="min-w-0 flex-1 py-1.5 leading-snug">{text}</span>
              {isLocked ? null : (
                <span className="flex shrink-0">
                  <IconButton
                    data-move={-1}
                    label={t('moveUp', { name })}
                    icon={<ArrowUp aria-hidden="true" />}
                    disabled={index === 0}
                    onClick={() => move(index, -1)}
                    onKeyDown={(event) => onKeyDown(event, index)}
                  />
                  <IconButton
                    data-move={1}
                    label={t('moveDown', { name })}
                    icon={<ArrowDown aria-hidden="true" />}
                    disabled={index === things.length - 1}
                    onClick={() => move(index, 1)}
                    onKeyDown={(event) => onKeyDown(event, index)}
                  />
                </span>
              )}
            </div>
            {verdict}
          </li>
        ))}
      </ol>
      <VisuallyHidden>
        <span role="status">{moved}</span>
      </VisuallyHidden>
    </>
  );
}
