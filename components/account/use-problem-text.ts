'use client';

import { useTranslations } from 'next-intl';
import type { Later } from '@/lib/later';
import type { SignInProblem } from './use-sign-in';

/** Below this a wait is "a few seconds". */
const MOMENT_MS = 30_000;

/** Says what went wrong with a form, and for a refusal that ends by itself, when to try again. */
export function useProblemText(): (problem: SignInProblem | Later) => string {
  const t = useTranslations('account.errors');
  return (problem) => {
    if (typeof problem === 'string') return t(problem);
    const minutes = problem.afterMs < MOMENT_MS ? 0 : Math.ceil(problem.afterMs / 60_000);
    return t('later', { minutes });
  };
}
