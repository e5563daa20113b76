'use client';

import { Check, CircleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ChoiceOutcome } from '@/components/ui/choice-group';
import { cx } from '@/components/ui/cx';
import { fieldError } from '@/components/ui/field-styles';

interface PartVerdictProps {
  readonly isRight: boolean;
  /** What it is about and why: read after the word. */
  readonly children?: ReactNode;
}

/** How a part of an answer turned out: icon, word, reason. */
export function PartVerdict({ isRight, children }: PartVerdictProps) {
  const t = useTranslations('ui.outcome');
  const Icon = isRight ? Check : X;
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className={cx('flex items-center gap-1.5 font-medium', isRight ? 'text-success' : 'text-danger')}>
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        {t(isRight ? 'correct' : 'incorrect')}
      </p>
      {children}
    </div>
  );
}

/** A choice that was rightly left has no outcome to show. */
export function outcomeOf(isCorrect: boolean, isPicked: boolean): ChoiceOutcome | undefined {
  if (isCorrect) return isPicked ? 'correct' : 'missed';
  return isPicked ? 'incorrect' : undefined;
}

/** The same where exactly one can be picked: the right one is shown as such, picked or not. */
export function outcomeOfOne(isCorrect: boolean, isPicked: boolean): ChoiceOutcome | undefined {
  return isCorrect ? 'correct' : outcomeOf(false, isPicked);
}

/** Why an answer could not be sent, where the answer is. */
export function RendererError({ error }: { readonly error: string | undefined }) {
  return (
    <div role="alert">
      {error === undefined ? null : (
        <p className={fieldError}>
          <CircleAlert aria-hidden="true" className="mt-[0.2em] size-[1em] shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
