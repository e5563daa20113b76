'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Select } from '@/components/ui/select';
import { summaryClass } from '../lab-layout';
import type { OpenableLab } from '../run/openable-lab';

interface ScenarioBarProps {
  readonly lab: OpenableLab;
  /** Null for a run that is no scenario (any more). */
  readonly scenarioId: string | null;
  /** What such a run is called. */
  readonly ownLabel: string;
  readonly onScenario: (id: string) => void;
  /** Buttons at the right. */
  readonly children: ReactNode;
}

const OWN = 'own';

/** Which situation is looked at, and what to do with the run: in the lab's bar. */
export function ScenarioBar({ lab, scenarioId, ownLabel, onScenario, children }: ScenarioBarProps) {
  const t = useTranslations();
  const items = lab.scenarios.map(({ id, text }) => ({ value: id, label: text(t).title }));
  const isScenario = items.some(({ value }) => value === scenarioId);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <Select
        name="scenario"
        label={t('lab.scenario.label')}
        isLabelHidden
        items={isScenario ? items : [{ value: OWN, label: ownLabel }, ...items]}
        value={isScenario && scenarioId !== null ? scenarioId : OWN}
        onValueChange={(id) => {
          if (id !== OWN) onScenario(id);
        }}
        className="min-w-24 max-w-88 flex-1 text-sm md:[&_select]:min-h-9 md:[&_select]:py-1"
      />
      <div className="ml-auto flex gap-1">{children}</div>
    </div>
  );
}

/** What the situation is, above the canvas. */
export function ScenarioSummary({ lab, scenarioId }: Pick<ScenarioBarProps, 'lab' | 'scenarioId'>) {
  const t = useTranslations();
  const current = lab.scenarios.find(({ id }) => id === scenarioId);
  if (current === undefined) return <p className={summaryClass}>{t('lab.scenario.ownSummary')}</p>;
  const { title, summary } = current.text(t);
  return (
    <p className={summaryClass}>
      {/* On a phone the bar has room for a few letters of it. */}
      <strong className="font-semibold text-text sm:hidden">{title}</strong> <span>{summary}</span>
    </p>
  );
}
