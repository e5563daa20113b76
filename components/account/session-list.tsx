'use client';

import { useTranslations } from 'next-intl';
import { useSignOut } from '@/components/site/sign-out';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { useOwnDate } from '@/components/ui/own-date';
import { useHydrated } from '@/components/ui/use-hydrated';
import { useRouter } from '@/lib/i18n/navigation';
import { ActionOutcome } from './action-outcome';
import { type AccountActionResult, useAccountAction } from './use-account-action';

interface SessionListProps {
  readonly sessions: readonly {
    readonly id: string;
    readonly client: string;
    readonly createdAt: Date;
    /** The browser that shows this page. */
    readonly isCurrent: boolean;
  }[];
  readonly endOne: (id: unknown) => Promise<AccountActionResult>;
  readonly endAll: () => Promise<AccountActionResult>;
}

/** The browsers that are signed in to the account; each can be signed out, and all at once. */
export function SessionList({ sessions, endOne, endAll }: SessionListProps) {
  const t = useTranslations('account.sessions');
  const isHydrated = useHydrated();
  const router = useRouter();
  const date = useOwnDate();
  const signOut = useSignOut();
  const { run, outcome, isPending } = useAccountAction();
  const isIdle = isHydrated && !isPending;
  // The server and a browser write times of day differently in some languages; they agree on dates.
  const style = isHydrated
    ? ({ dateStyle: 'medium', timeStyle: 'short' } as const)
    : ({ dateStyle: 'medium' } as const);
  return (
    <div className="flex flex-col gap-4">
      <ul className="flex flex-col divide-y divide-border rounded-lg border border-border bg-surface">
        {sessions.map(({ id, client, createdAt, isCurrent }) => {
          const name = client || t('unknown');
          const since = t('since', { date: date(createdAt, style) });
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
              <div className="min-w-0">
                <p className="flex flex-wrap items-center gap-2 font-medium">
                  {name}
                  {isCurrent ? <Badge tone="success">{t('current')}</Badge> : null}
                </p>
                <p className="text-sm text-text-muted">{since}</p>
              </div>
              <Button
                variant="secondary"
                size="sm"
                disabled={!isIdle}
                aria-label={t('endNamed', { name, since })}
                onClick={() => (isCurrent ? signOut() : run(() => endOne(id), router.refresh))}
              >
                {t('end')}
              </Button>
            </li>
          );
        })}
      </ul>
      <Button
        variant="secondary"
        className="self-start"
        disabled={!isHydrated}
        loading={isPending}
        onClick={() => run(endAll, signOut)}
      >
        {t('endAll')}
      </Button>
      <ActionOutcome outcome={outcome} done={t('ended')} />
    </div>
  );
}
