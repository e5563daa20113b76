'use client';

import { GitBranch, Info, OctagonAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { useLab, useLabSession, usePlayer } from '../run/lab-context';

/** What must not be missed about the run: a broken rule, a new branch, that nothing is left to happen. `isOver`: over what is drawn. */
export function CanvasNotices({ isOver }: { readonly isOver: boolean }) {
  const t = useTranslations('lab');
  const { player } = useLabSession();
  const notice = usePlayer((state) => state.notice);
  const broken = useLab((session, words) => session.rules(words)).filter((rule) => rule.broken !== null);
  return (
    <div
      role="status"
      className={cx(
        'flex gap-1.5 text-sm',
        isOver
          ? 'pointer-events-none absolute inset-x-2 top-1 bottom-2 flex-col items-center @min-[44rem]:top-2 @min-[44rem]:items-start *:pointer-events-auto'
          : 'flex-wrap items-center px-2 pt-1.5 empty:p-0',
      )}
    >
      {broken.map(({ name, text }, index) => (
        // A narrow canvas has room for one line above its nodes: there the first rule stands for all.
        <p
          key={name}
          className={cx(
            'max-w-full items-center gap-1.5 rounded-full border border-danger bg-danger-soft px-2.5 font-medium text-xs @min-[44rem]:flex @min-[44rem]:rounded-md @min-[44rem]:border-2 @min-[44rem]:px-3 @min-[44rem]:py-1 @min-[44rem]:text-sm',
            index === 0 ? 'flex' : 'hidden',
          )}
        >
          <OctagonAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />
          <span className="truncate">{t('notice.broken', { rule: text?.title ?? name })}</span>
          {index === 0 && broken.length > 1 ? (
            <span className="shrink-0 @min-[44rem]:hidden">+{broken.length - 1}</span>
          ) : null}
        </p>
      ))}
      {notice === null ? null : (
        <div
          className={cx(
            'flex max-w-full items-center gap-2 rounded-md border border-border-strong bg-raised py-0.5 pr-0.5 pl-3',
            isOver && 'shadow-md @max-[44rem]:mt-auto',
          )}
        >
          <NoticeIcon isFork={notice.kind === 'forked'} />
          <p className="min-w-0 py-1">
            {notice.kind === 'forked'
              ? t('notice.forked', { branch: notice.branchId + 1 })
              : notice.kind === 'refused'
                ? t('notice.refused', { message: notice.message })
                : notice.kind === 'left'
                  ? t(`notice.left.${notice.where}`)
                  : t(`notice.${notice.kind}`)}
          </p>
          <button
            type="button"
            aria-label={t('notice.dismiss')}
            onClick={(event) => {
              // The button goes; the focus, and with it the keys, stay with the lab.
              event.currentTarget.closest('section')?.focus();
              player.getState().dismissNotice();
            }}
            className="grid size-control-sm shrink-0 place-items-center rounded-sm text-text-muted hover:bg-hover"
          >
            <X aria-hidden="true" className="size-4" />
          </button>
        </div>
      )}
    </div>
  );
}

function NoticeIcon({ isFork }: { readonly isFork: boolean }) {
  const Icon = isFork ? GitBranch : Info;
  return <Icon aria-hidden="true" className={cx('size-4 shrink-0', isFork ? 'text-accent' : 'text-info')} />;
}
