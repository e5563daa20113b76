import { useTranslations } from 'next-intl';
import type { BrokerRun, MessageRun } from '@/sim/three-brokers/broker-run';
import { sampleAt } from '@/sim/three-brokers/broker-run';

const WIDTH = 400;
const HEIGHT = 320;
const TOP = 14;

interface LaneProps {
  readonly run: BrokerRun;
  readonly atMs: number;
  /** The end of the axis, the same for all lanes. */
  readonly endMs: number;
}

/** One broker: a line for each message, from being sent to being worked, and how far things are at the moment looked at. */
export function Lane({ run, atMs, endMs }: LaneProps) {
  const t = useTranslations('labs.redis-streams.experiment');
  const { broker, messages, consumers } = run;
  const x = (ms: number) => (ms / endMs) * WIDTH;
  const row = (HEIGHT - TOP) / messages.length;
  const now = sampleAt(messages, atMs);
  const crash = consumers.find(({ crashedMs }) => crashedMs !== null);
  const name = t(`brokers.${broker}`);
  const words = { sent: now.sent, done: now.done, working: now.working, duplicates: now.duplicates };
  return (
    <section className="flex min-w-0 flex-col gap-2 rounded-lg border border-border bg-surface p-3">
      <h2 className="font-semibold text-base">{name}</h2>
      <p className="text-sm text-text-muted tabular-nums">{t('now', words)}</p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t('lane', { name })}
        className="block h-auto w-full"
      >
        {messages.map((message, at) => (
          <MessageLine key={message.number} message={message} y={TOP + at * row} height={row} x={x} endMs={endMs} />
        ))}
        <rect
          x={x(atMs)}
          y={TOP}
          width={Math.max(0, WIDTH - x(atMs))}
          height={HEIGHT - TOP}
          fill="var(--color-surface)"
          opacity={0.72}
        />
        {crash?.crashedMs === undefined || crash.crashedMs === null ? null : (
          <Moment
            x={x(crash.crashedMs)}
            label={t('crashMark', { name: crash.name })}
            color="var(--color-state-failure)"
          />
        )}
        <path d={`M${x(atMs)} ${TOP}V${HEIGHT}`} stroke="var(--color-accent)" strokeWidth={1.5} />
      </svg>
    </section>
  );
}

function Moment({ x, label, color }: { readonly x: number; readonly label: string; readonly color: string }) {
  return (
    <>
      <path d={`M${x} ${TOP}V${HEIGHT}`} stroke={color} strokeWidth={1.5} strokeDasharray="4 3" />
      <text x={Math.min(x + 3, WIDTH - 60)} y={10} fontSize={11} fill="var(--color-text)">
        {label}
      </text>
    </>
  );
}

interface MessageLineProps {
  readonly message: MessageRun;
  readonly y: number;
  readonly height: number;
  readonly endMs: number;
  x(ms: number): number;
}

/** The wait as a thin line, work as bars: filled when done, hollow and dashed when the crash cut it off, striped when done again. */
function MessageLine({ message, y, height, x, endMs }: MessageLineProps) {
  const { sentMs, attempts, fate } = message;
  const middle = y + height / 2;
  const bar = Math.max(2, height * 0.72);
  const first = attempts[0]?.startMs ?? endMs;
  const isUnworked = fate === 'lost' || fate === 'stuck';
  let worked = 0;
  return (
    <>
      <path d={`M${x(sentMs)} ${middle}H${x(first)}`} stroke="var(--color-border-strong)" strokeWidth={0.8} />
      {attempts.map(({ consumer, startMs, endMs: ended }) => {
        if (ended !== null) worked += 1;
        const isAgain = worked > 1;
        const color =
          ended === null
            ? 'var(--color-state-neutral)'
            : isAgain
              ? 'var(--color-state-pending)'
              : 'var(--color-state-success)';
        return (
          <rect
            key={`${consumer} ${startMs}`}
            x={x(startMs)}
            y={middle - bar / 2}
            width={Math.max(1.5, x(ended ?? startMs + endMs / 60) - x(startMs))}
            height={bar}
            fill={ended === null ? 'var(--color-surface)' : color}
            stroke={color}
            strokeWidth={isAgain || ended === null ? 1.4 : 0}
            strokeDasharray={ended === null ? '2 1.5' : undefined}
          />
        );
      })}
      {isUnworked ? (
        <path
          d={`M${WIDTH - 8} ${middle - 3}l6 6m0 -6l-6 6`}
          stroke="var(--color-state-failure)"
          strokeWidth={1.6}
          fill="none"
        />
      ) : null}
    </>
  );
}
