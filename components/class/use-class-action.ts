'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useRouter } from '@/lib/i18n/navigation';
import type { Later } from '@/lib/later';

/** What opening or joining a class answers. */
export type ClassActionResult =
  | { readonly ok: true; readonly classId: string }
  | { readonly ok: false; readonly reason: 'signed-out' | 'name' | 'unknown-code' | 'own-class' }
  | Later;

export type ClassAction = (input: unknown) => Promise<ClassActionResult>;

/** Runs an action that ends on a class's page, or in a message of what went wrong. */
export function useClassAction(action: ClassAction) {
  const t = useTranslations('classes');
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();

  const run = (input: unknown) =>
    startTransition(async () => {
      setError(undefined);
      const result = await action(input).catch(() => null);
      if (!result) setError(t('errors.unreachable'));
      else if (!result.ok && result.reason === 'later')
        setError(t('errors.later', { minutes: Math.ceil(result.afterMs / 60_000) }));
      else if (!result.ok) setError(t(`errors.${result.reason}`));
      else router.push(`/classes/${result.classId}`);
    });

  return { run, error, pending };
}
