'use client';

import { useTranslations } from 'next-intl';
import type { StageProps } from '@/components/lab-shell/stage/stage';
import { cx } from '@/components/ui/cx';
import type { TypesOf } from '@/sim/core/lab';
import { flagsText } from '@/sim/io-multiplexing/flags';
import type { Epoll, Kernel } from '@/sim/io-multiplexing/kernel';
import type { ioMultiplexingLab } from '@/sim/io-multiplexing/lab';
import { bufferText, type Descriptor, descriptorsOf } from './descriptors';
import { WorkerPicture } from './worker-picture';

export type IoMultiplexingTypes = TypesOf<typeof ioMultiplexingLab>;

/** Rows that are written out; what there is beyond is drawn as one dot each. */
const ROWS_MAX = 24;
const DOTS_IN_ROW = 100;

type Props = StageProps<IoMultiplexingTypes>;
type Select = Pick<Props, 'selectedId' | 'onSelect'>;

/** The descriptor table with what each descriptor refers to, each epoll instance with its two lists, threads, and what waits cost. */
export function IoMultiplexingStage({ run, selectedId, onSelect }: Props) {
  const t = useTranslations('labs.io-multiplexing.stage');
  const { kernel, loop, worker } = run.moment.state;
  const descriptors = descriptorsOf(kernel);
  const epolls = descriptors.flatMap(({ name, file }) => (file.kind === 'epoll' ? [{ name, file }] : []));
  const select = { selectedId, onSelect };
  const tasks = worker.tasks.length > 0 || worker.isPatched ? <WorkerPicture worker={worker} {...select} /> : null;
  // A scenario about a worker's tasks alone has nothing of a kernel to show.
  if (tasks !== null && descriptors.length === 0) return <div className="h-full overflow-auto p-3">{tasks}</div>;
  return (
    <div className="h-full overflow-auto p-3 text-xs">
      <dl className="mb-3 flex flex-wrap gap-x-5 gap-y-1">
        <Figure term={t('mechanism')} value={loop.mechanism} />
        <Figure term={t('waits')} value={loop.waits} />
        <Figure term={t('scanned')} value={loop.scanned} />
        <Figure term={t('lastScanned')} value={kernel.scanned} />
        <Figure term={t('bytesRead')} value={loop.bytesRead} />
      </dl>
      <div className="grid gap-3 sm:grid-cols-2">
        <Descriptors kernel={kernel} descriptors={descriptors} {...select} />
        <div className="flex flex-col gap-3">
          {epolls.map(({ name, file }) => (
            <EpollBox key={name} name={name} epoll={file} {...select} />
          ))}
          <Threads kernel={kernel} {...select} />
          {tasks}
        </div>
      </div>
    </div>
  );
}

function Figure({ term, value }: { readonly term: string; readonly value: string | number }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-text-muted">{term}</dt>
      <dd className="font-mono tabular-nums">{value}</dd>
    </div>
  );
}

interface ChipProps extends Select {
  readonly id: string;
  readonly text: string;
  readonly tone?: 'plain' | 'ready' | 'failed';
}

/** A part of the picture that can be selected. */
function Chip({ id, text, tone = 'plain', selectedId, onSelect }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={selectedId === id}
      onClick={() => onSelect(selectedId === id ? null : id)}
      className={cx(
        'min-h-6 min-w-6 rounded-sm border px-1.5 text-left font-mono leading-5',
        selectedId === id ? 'border-accent outline outline-accent' : 'border-border',
        tone === 'ready' && 'bg-accent-soft font-semibold',
        tone === 'failed' && 'border-dashed',
      )}
    >
      {text}
    </button>
  );
}

function Descriptors({
  kernel,
  descriptors,
  ...select
}: Select & { readonly kernel: Kernel; readonly descriptors: readonly Descriptor[] }) {
  const t = useTranslations('labs.io-multiplexing.stage');
  const rows = descriptors.slice(0, ROWS_MAX);
  const rest = descriptors.slice(ROWS_MAX);
  return (
    <section aria-label={t('descriptors')}>
      <h3 className="mb-1 font-semibold">{t('descriptors')}</h3>
      <ul className="flex flex-col gap-1">
        {rows.map(({ name, fd, file, flags }) => (
          <li key={name} className="flex flex-wrap items-baseline gap-x-2">
            <span className="w-7 text-right font-mono text-text-muted tabular-nums">{fd}</span>
            <Chip id={name} text={name} tone={flags === 0 ? 'plain' : 'ready'} {...select} />
            <span>
              #{file.id} {t(`kinds.${file.kind}`)}
            </span>
            <span className="font-mono">{flagsText(flags)}</span>
            <span className="text-text-muted">{bufferText(kernel, file)}</span>
          </li>
        ))}
      </ul>
      {rest.length > 0 ? <Rest descriptors={rest} label={t('more', { count: rest.length })} /> : null}
    </section>
  );
}

/** Two strokes whatever their number: those that are ready stand out. */
function Rest({ descriptors, label }: { readonly descriptors: readonly Descriptor[]; readonly label: string }) {
  const places = (isReady: boolean) =>
    descriptors
      .flatMap(({ flags }, index) =>
        (flags !== 0) === isReady ? [`M${index % DOTS_IN_ROW} ${Math.floor(index / DOTS_IN_ROW)}h.7`] : [],
      )
      .join('');
  const height = Math.ceil(descriptors.length / DOTS_IN_ROW);
  return (
    <figure className="mt-2">
      <figcaption className="text-text-muted">{label}</figcaption>
      <svg viewBox={`-0.5 -0.5 ${DOTS_IN_ROW + 1} ${height + 1}`} className="w-full" role="img" aria-label={label}>
        <path d={places(false)} stroke="var(--color-border-strong)" strokeWidth={0.5} />
        <path d={places(true)} stroke="var(--color-accent)" strokeWidth={0.9} />
      </svg>
    </figure>
  );
}

function EpollBox({ name, epoll, ...select }: Select & { readonly name: string; readonly epoll: Epoll }) {
  const t = useTranslations('labs.io-multiplexing.stage');
  const interest = Object.values(epoll.interest);
  return (
    <section aria-label={name} className="rounded-sm border border-border p-2">
      <h3 className="font-mono font-semibold">{name}</h3>
      <p className="mt-1 text-text-muted">{t('interest', { count: interest.length })}</p>
      <ul className="flex flex-wrap gap-1">
        {interest.slice(0, ROWS_MAX).map((item) => (
          <li key={item.key} className="font-mono">
            {item.name} {item.isSilent ? '–' : flagsText(item.events)}
          </li>
        ))}
      </ul>
      <p className="mt-1 text-text-muted">{t('ready', { count: epoll.ready.length })}</p>
      <ol className="flex flex-wrap gap-1">
        {epoll.ready.slice(0, ROWS_MAX).map((key) => (
          <li key={key}>
            <Chip
              id={epoll.interest[key]?.name ?? key}
              text={epoll.interest[key]?.name ?? key}
              tone="ready"
              {...select}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Threads({ kernel, ...select }: Select & { readonly kernel: Kernel }) {
  const t = useTranslations('labs.io-multiplexing.stage');
  const threads = Object.keys(kernel.threads);
  if (threads.length === 0) return null;
  return (
    <section aria-label={t('threads')}>
      <h3 className="mb-1 font-semibold">{t('threads')}</h3>
      <ul className="flex flex-wrap gap-1">
        {threads.map((thread) => (
          <li key={thread}>
            <Chip id={thread} text={thread} {...select} />
          </li>
        ))}
      </ul>
    </section>
  );
}
