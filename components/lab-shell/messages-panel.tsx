'use client';

import { useLocale, useTranslations } from 'next-intl';
import { LegendItems } from './canvas-legend';
import { formatMs } from './format-tick';
import { useLab, useLabSession } from './lab-context';
import { MessageGlyph } from './message-glyph';

/** More than these are counted, not listed. */
const ROWS_MAX = 60;

/** Messages on their way, the next to arrive first, and what their forms mean. */
export function MessagesPanel() {
  const t = useTranslations();
  const locale = useLocale();
  const { messageKinds, ticksPerSecond } = useLabSession();
  const messages = useLab((session) => session.messagesInFlight());
  const ms = (tick: number) => formatMs(tick, ticksPerSecond, locale);
  return (
    <div className="h-full overflow-y-auto px-4 py-3">
      <p className="text-sm text-text-muted">{t('lab.messages.count', { count: messages.length })}</p>
      <ol className="mt-2 flex flex-col text-sm">
        {messages.slice(0, ROWS_MAX).map(({ id, from, to, dueTick, reach, kind }) => {
          const look = messageKinds.get(kind);
          return (
            <li key={id} className="flex items-center gap-2.5 border-border border-t py-1.5">
              {look === undefined ? null : <MessageGlyph kind={look} />}
              <span className="w-16 shrink-0 font-medium">
                {from} → {to}
              </span>
              <span className="min-w-0 flex-1 truncate">{look?.label(t)}</span>
              <span className="shrink-0 text-text-muted text-xs tabular-nums">
                {reach < 1
                  ? t('lab.messages.lostAt', { ms: ms(dueTick) })
                  : t('lab.messages.dueAt', { ms: ms(dueTick) })}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="mt-5 mb-2 text-text-muted text-xs">{t('lab.legend')}</p>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1.5 text-xs">
        <LegendItems className="gap-2" />
      </ul>
    </div>
  );
}
