'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';
import type { BoundMessages } from '../run/messages-bind';
import { useClockText } from '../run/use-clock-text';
import { LegendItems } from '../stage/legend-items';
import { MessageGlyph } from '../stage/message-layer/message-glyph';
import type { MessageInFlight } from '../view/messages-view';
import { InspectorTable } from './inspector-table';

/** More than these are counted, not listed. */
const ROWS_MAX = 60;

/** Messages on their way, the next to arrive first, and what their forms mean. One of them can be looked into. */
export function MessagesPanel({ messages: bound }: { readonly messages: BoundMessages }) {
  const t = useTranslations('lab');
  const messages = useLab(() => bound.inFlight());
  const { player } = useLabSession();
  const openId = usePlayer((state) => state.messageId);
  const listed = messages.filter(({ id }, index) => index < ROWS_MAX || id === openId);
  return (
    <div className="h-full overflow-y-auto px-4 py-3">
      <p className="text-sm text-text-muted">{t('messages.count', { count: messages.length })}</p>
      <ol className="mt-2 flex flex-col text-sm">
        {listed.map((message) => (
          <MessageRow
            key={message.id}
            bound={bound}
            message={message}
            isOpen={message.id === openId}
            onToggle={() => player.getState().inspectMessage(message.id === openId ? null : message.id)}
          />
        ))}
      </ol>
      <p className="mt-5 mb-2 text-text-muted text-xs">{t('legend')}</p>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1.5 text-xs">
        <LegendItems messages={bound} className="gap-2" />
      </ul>
    </div>
  );
}

interface MessageRowProps {
  readonly bound: BoundMessages;
  readonly message: MessageInFlight;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function MessageRow({ bound, message: { id, from, to, dueTick, reach, kind }, isOpen, onToggle }: MessageRowProps) {
  const t = useTranslations();
  const time = useClockText()(dueTick);
  const look = bound.kinds.get(kind);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  return (
    <li ref={row} className="border-border border-t">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="flex min-h-control-sm w-full items-center gap-2.5 rounded-sm py-1 text-left hover:bg-hover"
      >
        <ChevronRight
          aria-hidden="true"
          className={cx('size-4 shrink-0 text-text-muted transition-transform', isOpen && 'rotate-90')}
        />
        {look === undefined ? null : <MessageGlyph kind={look} />}
        <span className="w-16 shrink-0 font-medium">
          {from} → {to}
        </span>
        <span className="min-w-0 flex-1 truncate">{look?.label(t)}</span>
        <span className="shrink-0 text-text-muted text-xs tabular-nums">
          {reach < 1 ? t('lab.messages.lostAt', { time }) : t('lab.messages.dueAt', { time })}
        </span>
      </button>
      {isOpen ? <MessageFields bound={bound} id={id} title={`${from} → ${to}`} /> : null}
    </li>
  );
}

interface MessageFieldsProps {
  readonly bound: BoundMessages;
  readonly id: number;
  readonly title: string;
}

function MessageFields({ bound, id, title }: MessageFieldsProps) {
  const rows = useLab(() => bound.inspect(id));
  return (
    <div className="pb-3 pl-6">
      <InspectorTable title={title} rows={rows} />
    </div>
  );
}
