'use client';

import { useTranslations } from 'next-intl';
import { PlainButton } from '@/components/ui/plain-button';

/** How sure, before being told: 1 guessing, 2 rather sure, 3 certain; null when not said. */
export type ConfidenceDegree = 1 | 2 | 3 | null;

const DEGREES = [1, 2, 3] as const;

interface ConfidenceProps {
  readonly value: ConfidenceDegree;
  readonly onValueChange: (value: ConfidenceDegree) => void;
}

/** Asks how sure the learner is; it may be left open. */
export function Confidence({ value, onValueChange }: ConfidenceProps) {
  const t = useTranslations('quiz.confidence');
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <span aria-hidden="true" className="text-text-muted">
        {t('label')}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend is no name on one line. */}
      <div
        role="group"
        aria-label={t('label')}
        className="inline-flex flex-wrap rounded-md border border-border-strong bg-sunken p-0.5"
      >
        {DEGREES.map((degree) => (
          <PlainButton
            key={degree}
            aria-pressed={value === degree}
            onClick={() => onValueChange(value === degree ? null : degree)}
            className="min-h-control rounded-[calc(var(--radius-md)-3px)] border border-transparent px-3 font-medium text-text-muted transition-colors hover:text-text aria-pressed:border-border-strong aria-pressed:bg-surface aria-pressed:text-text aria-pressed:shadow-sm md:min-h-control-sm"
          >
            {t(`degrees.${degree}`)}
          </PlainButton>
        ))}
      </div>
    </div>
  );
}
