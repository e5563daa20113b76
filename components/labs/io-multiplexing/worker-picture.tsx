import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import type { Task, Worker } from '@/sim/io-multiplexing/worker';

interface WorkerPictureProps {
  readonly worker: Worker;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
}

/** By status: a sign and a kind of border besides the colour. */
const looks: Readonly<Record<Task['status'], { readonly sign: string; readonly className: string }>> = {
  queued: { sign: '○', className: 'border-border text-text-muted' },
  waits: { sign: '◐', className: 'border-2 border-accent bg-accent-soft' },
  done: { sign: '✓', className: 'border-success' },
  failed: { sign: '✕', className: 'border-2 border-danger border-dashed' },
};

/** The thread of a worker: the one mark of a running loop that it has, what its names lead to, and its tasks as cards. */
export function WorkerPicture({ worker, selectedId, onSelect }: WorkerPictureProps) {
  const t = useTranslations('labs.io-multiplexing.stage');
  const { runningLoop, isBlocked, isPatched, client, tasks } = worker;
  return (
    <section aria-label={t('tasks')} className="@container mx-auto flex max-w-4xl flex-col gap-4">
      <dl className="grid gap-2 text-sm @md:grid-cols-3">
        <Fact term={t('runningLoop')} value={runningLoop ?? t('none')} isOn={runningLoop !== null} />
        <Fact term={t('waitsBy')} value={t(`clients.${client}`)} />
        <Fact
          term={t('thread')}
          value={t(isBlocked ? 'blocked' : isPatched ? 'patched' : 'notPatched')}
          isOn={isBlocked}
        />
      </dl>
      <ul className="grid grid-cols-2 gap-2 @md:grid-cols-4 @2xl:grid-cols-5 @md:gap-3">
        {tasks.map(({ id, status }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={selectedId === id}
              onClick={() => onSelect(selectedId === id ? null : id)}
              className={cx(
                'w-full rounded-md border px-3 py-2 text-left text-sm leading-5 @md:py-3 @md:text-base @md:leading-6',
                looks[status].className,
                selectedId === id && 'outline outline-2 outline-accent',
              )}
            >
              <span className="block font-mono font-semibold">{id}</span>
              <span>
                <span aria-hidden="true">{looks[status].sign} </span>
                {t(`status.${status}`)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fact({
  term,
  value,
  isOn = false,
}: {
  readonly term: string;
  readonly value: string;
  readonly isOn?: boolean;
}) {
  return (
    <div className={cx('rounded-md border px-3 py-2', isOn ? 'border-accent bg-accent-soft' : 'border-border')}>
      <dt className="text-text-muted text-xs">{term}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}
