'use client';

import { GitBranch, Info, OctagonAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import { useLab, useLabSession, usePlayer } from './lab-context';

/** What must not be missed about the run: a broken rule, a new branch, that nothing is left to happen. */
export function CanvasNotices() {
  const t = useTranslations('lab');
  const { player } = useLabSession();
  const notice = usePlayer((state) => state.notice);
  const broken = useLab((session, words) => session.rules(words)).filter((rule) => rule.broken !== null);
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-x-2 top-2 flex flex-col items-center gap-1.5 text-sm @min-[44rem]:items-start *:pointer-events-auto"
    >
      {broken.map(({ name, text }) => (
        <p
          key={name}
          className="flex items-center gap-2 rounded-md border-2 border-danger bg-danger-soft px-3 py-1 font-medium"
        >
          <OctagonAlert aria-hidden="true" className="size-4 shrink-0 text-danger" />
          {t('notice.broken', { rule: text?.title ?? name })}
        </p>
      ))}
      {notice === null ? null : (
        <div className="flex max-w-full items-center gap-2 rounded-md border border-border-strong bg-raised py-0.5 pr-0.5 pl-3 shadow-md">
          <NoticeIcon isFork={notice.kind === 'forked'} />
          <p className="min-w-0 py-1">
            {notice.kind === 'forked'
              ? t('notice.forked', { branch: notice.branchId + 1 })
              : notice.kind === 'refused'
                ? t('notice.refused', { message: notice.message })
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
