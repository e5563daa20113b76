import { Hourglass } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { TICKS_PER_SECOND } from '@/sim/redis-streams/config';
import type { ConsoleLine } from '@/sim/redis-streams/state';
import { PROMPT, replyLines, typedText } from './reply-text';

interface ConsoleLinesProps {
  readonly lines: readonly ConsoleLine[];
  readonly onInterrupt: (number: number) => void;
}

/** Commands with their replies, as redis-cli shows them. */
export function ConsoleLines({ lines, onInterrupt }: ConsoleLinesProps) {
  return lines.map((line) => <Line key={line.number} line={line} onInterrupt={onInterrupt} />);
}

/** Lines of a reply that are drawn; a long one is cut. */
const SHOWN_MAX = 400;

const Line = memo(
  function Line({ line, onInterrupt }: { readonly line: ConsoleLine; readonly onInterrupt: (number: number) => void }) {
    const t = useTranslations('labs.redis-streams.console');
    const { number, argv, isBlocked, reply, wasInterrupted, elementsLeftOut } = line;
    const shown = useMemo(
      () => (isBlocked || wasInterrupted ? [] : replyLines(reply).map((each, place) => ({ ...each, place }))),
      [isBlocked, wasInterrupted, reply],
    );
    const leftOut = elementsLeftOut + Math.max(0, shown.length - SHOWN_MAX);
    return (
      <div className="mb-1.5 break-words whitespace-pre-wrap">
        {argv.length === 0 ? null : (
          <p className="text-text">
            <span className="select-none text-text-muted">{PROMPT} </span>
            {typedText(argv)}
          </p>
        )}
        {shown.slice(0, SHOWN_MAX).map(({ text, isError, place }) => (
          <p key={place} className={isError ? 'text-danger' : 'text-text-muted'}>
            {text}
          </p>
        ))}
        {leftOut === 0 ? null : <p className="text-text-muted">{t('leftOut', { count: leftOut })}</p>}
        {isBlocked ? (
          <p className="flex flex-wrap items-center gap-x-2 font-sans text-text-muted">
            <Hourglass aria-hidden="true" className="size-3.5" />
            {t('blocked')}
            <button
              type="button"
              className="min-h-6 rounded-sm px-1 font-medium text-accent underline underline-offset-2"
              onClick={() => onInterrupt(number)}
            >
              {t('interrupt')}
            </button>
          </p>
        ) : null}
        {wasInterrupted ? <p className="text-text-muted">^C</p> : null}
        <Late line={line} />
      </div>
    );
  },
  (before, now) =>
    before.line.number === now.line.number &&
    before.line.isBlocked === now.line.isBlocked &&
    before.line.repliedTick === now.line.repliedTick &&
    before.line.tick === now.line.tick,
);

/** redis-cli tells how long a reply took that took longer than half a second. */
const TOLD_FROM_SECONDS = 0.5;

function Late({ line: { tick, repliedTick, wasInterrupted } }: { readonly line: ConsoleLine }) {
  const seconds = repliedTick === null ? 0 : (repliedTick - tick) / TICKS_PER_SECOND;
  if (seconds < TOLD_FROM_SECONDS || wasInterrupted) return null;
  return <p className="text-text-muted">({seconds.toFixed(2)}s)</p>;
}
