'use client';

import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useTranslations } from 'next-intl';

/** How sure, before being told: 1 guessing, 2 rather sure, 3 certain; null when not said. */
export type SurenessDegree = 1 | 2 | 3 | null;

const DEGREES = [1, 2, 3] as const;

interface SurenessProps {
  readonly value: SurenessDegree;
  readonly onValueChange: (value: SurenessDegree) => void;
}

/** Asks how sure the learner is; it may be left open. */
export function Sureness({ value, onValueChange }: SurenessProps) {
  const t = useTranslations('quiz.sureness');
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <span aria-hidden="true" className="text-text-muted">
        {t('label')}
      </span>
      <ToggleGroup
        aria-label={t('label')}
        value={value === null ? [] : [String(value)]}
        onValueChange={([chosen]) => onValueChange(DEGREES.find((degree) => String(degree) === chosen) ?? null)}
        className="inline-flex flex-wrap rounded-md border border-border-strong bg-sunken p-0.5"
      >
        {DEGREES.map((degree) => (
          <Toggle
            key={degree}
            value={String(degree)}
            className="min-h-control rounded-[calc(var(--radius-md)-3px)] border border-transparent px-3 font-medium text-text-muted transition-colors hover:text-text data-pressed:border-border-strong data-pressed:bg-surface data-pressed:text-text data-pressed:shadow-sm md:min-h-control-sm"
          >
            {t(`degrees.${degree}`)}
          </Toggle>
        ))}
      </ToggleGroup>
    </div>
  );
}
