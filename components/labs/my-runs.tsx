'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { OpenableLab } from '@/components/lab-shell/run/openable-lab';
import { localRuns } from '@/components/lab-shell/share/local-runs';
import { useOwn } from '@/components/reader/account-provider';
import type { OwnRuns } from '@/components/reader/own';
import { Callout } from '@/components/ui/callout';
import { useOwnDate } from '@/components/ui/own-date';
import type { LabId } from '@/sim/catalog';

interface MyRunsProps {
  readonly labId: LabId;
  readonly lab: OpenableLab;
  readonly open: OpenableLab['openJson'];
}

/** A run of the list: where it lies, and how it is had. */
interface ListedRun {
  readonly id: string;
  readonly keptAt: string;
  readonly facts: readonly string[];
  readonly open: () => Promise<unknown>;
}

/** The runs that the reader has kept or left: in the account, and in this browser. The newest first. */
export function MyRuns({ labId, lab, open }: MyRunsProps) {
  const t = useTranslations();
  const ownDate = useOwnDate();
  const own = useOwn<OwnRuns>(`labs/${labId}/runs`) ?? [];
  const [here] = useState(() => localRuns(labId));
  const [hasFailed, setHasFailed] = useState(false);

  async function openKept(id: string): Promise<void> {
    const response = await fetch(`/api/me/labs/${labId}/runs/${id}`, { cache: 'no-store' }).catch(() => null);
    setHasFailed(response?.ok !== true);
    if (response?.ok === true) open(await response.text());
  }

  const titleOf = (id: string | null) => lab.scenarios.find((scenario) => scenario.id === id)?.text(t).title;
  const runs: readonly ListedRun[] = [
    ...own.map(({ id, keptAt, steps, violations }) => ({
      id,
      keptAt,
      facts: [
        t('lab.myRuns.steps', { steps }),
        ...(violations === 0 ? [] : [t('lab.myRuns.violations', { count: violations })]),
      ],
      open: () => openKept(id),
    })),
    ...here.map(({ id, keptAt, steps, recording, scenarioId }) => ({
      id,
      keptAt,
      facts: [titleOf(scenarioId), t('lab.myRuns.steps', { steps }), t('lab.myRuns.here')].filter(
        (fact) => fact !== undefined,
      ),
      open: async () => open(recording, scenarioId),
    })),
  ].sort((a, b) => b.keptAt.localeCompare(a.keptAt));

  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">{t('lab.myRuns.title')}</h3>
      {runs.length === 0 ? <p className="text-sm text-text-muted">{t('lab.myRuns.none')}</p> : null}
      <ul className="flex max-h-52 flex-col overflow-y-auto empty:hidden">
        {runs.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              onClick={() => void run.open()}
              className="flex min-h-control w-full flex-wrap items-baseline gap-x-3 rounded-md px-2 py-2 text-left text-sm hover:bg-hover"
            >
              <span className="font-medium tabular-nums">
                {ownDate(run.keptAt, { dateStyle: 'medium', timeStyle: 'short' })}
              </span>
              <span className="text-text-muted text-xs">{run.facts.join(' · ')}</span>
            </button>
          </li>
        ))}
      </ul>
      {hasFailed ? (
        <Callout tone="danger" live>
          <p className="text-sm">{t('lab.myRuns.failed')}</p>
        </Callout>
      ) : null}
    </section>
  );
}
