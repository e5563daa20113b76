'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Select } from '@/components/ui/select';
import type { OpenableLab } from '../run/openable-lab';

interface ScenarioBarProps {
  readonly lab: OpenableLab;
  /** Null for a run that is no scenario (any more). */
  readonly scenarioId: string | null;
  readonly onScenario: (id: string) => void;
  /** Buttons at the right. */
  readonly children: ReactNode;
}

const OWN = 'own';

/** Which situation is looked at, and what to do with the run. */
export function ScenarioBar({ lab, scenarioId, onScenario, children }: ScenarioBarProps) {
  const t = useTranslations();
  const scenarios = lab.scenarios.map(({ id, text }) => ({ id, ...text(t) }));
  const items = scenarios.map(({ id, title }) => ({ value: id, label: title }));
  const current = scenarios.find((scenario) => scenario.id === scenarioId);
  return (
    <div className="mb-4 flex flex-wrap items-end gap-x-3 gap-y-2.5 @min-[52rem]:gap-x-6">
      <Select
        name="scenario"
        label={t('lab.scenario.label')}
        items={current === undefined ? [{ value: OWN, label: t('lab.scenario.own') }, ...items] : items}
        value={current?.id ?? OWN}
        onValueChange={(id) => {
          if (id !== OWN) onScenario(id);
        }}
        className="min-w-32 max-w-80 flex-1 @min-[52rem]:w-64 @min-[52rem]:flex-none"
      />
      <p className="order-last min-h-[2lh] w-full min-w-0 text-pretty text-sm text-text-muted @min-[52rem]:order-none @min-[52rem]:min-h-0 @min-[52rem]:w-auto @min-[52rem]:flex-1 @min-[52rem]:pb-2">
        {current?.summary ?? t('lab.scenario.ownSummary')}
      </p>
      <div className="ml-auto flex gap-2">{children}</div>
    </div>
  );
}
