'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useRouter } from '@/lib/i18n/navigation';
import type { Later } from '@/lib/later';

/** What opening, joining or changing a class answers. */
export type ClassActionResult =
  | {
      readonly ok: true;
      /** Null where the class is gone, for everybody or for the caller. */
      readonly classId: string | null;
    }
  | {
      readonly ok: false;
      readonly reason:
        | 'signed-out'
        | 'malformed'
        | 'name'
        | 'unknown-code'
        | 'own-class'
        | 'removed'
        | 'not-yours'
        | 'not-there'
        | 'other-name';
    }
  | Later;

/** A change of a class, as the server's schema has it. */
export type ClassChange = { readonly kind: string } & Readonly<Record<string, unknown>>;

export type ClassAction = (input: unknown) => Promise<ClassActionResult>;

/** Runs an action that ends on a class's page, or in a message of what went wrong. */
export function useClassAction(action: ClassAction) {
  const t = useTranslations('classes');
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [isDone, setDone] = useState(false);
  const [pending, startTransition] = useTransition();

  /** `then`: where to go on, when that is not the class's page. */
  const run = (input: unknown, then: 'class' | 'here' | `/${string}` = 'class') =>
    startTransition(async () => {
      setError(undefined);
      setDone(false);
      const result = await action(input).catch(() => null);
      if (!result) setError(t('errors.unreachable'));
      else if (!result.ok && result.reason === 'later')
        setError(t('errors.later', { minutes: Math.ceil(result.afterMs / 60_000) }));
      else if (!result.ok) setError(t(`errors.${result.reason}`));
      else if (result.classId === null) router.push('/classes');
      else if (then === 'class') router.push(`/classes/${result.classId}`);
      else if (then !== 'here') router.push(then);
      else {
        setDone(true);
        router.refresh();
      }
    });

  return { run, error, isDone, pending };
}
