'use client';

import { signIn } from 'next-auth/react';
import { useCallback } from 'react';
import { useRouter } from '@/lib/i18n/navigation';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Why nobody was signed in: the credentials are wrong, or the server did not answer. */
export type SignInProblem = 'credentials' | 'unreachable';

/** Returns what signs in and leads to `next`; it resolves to what went wrong, null when nothing did. */
export function useSignIn(next: string): (credentials: Credentials) => Promise<SignInProblem | null> {
  const router = useRouter();
  return useCallback(
    async ({ email, password }) => {
      const outcome = await signIn('credentials', { email, password, redirect: false }).catch(() => undefined);
      if (!outcome?.ok) return outcome?.status === 401 ? 'credentials' : 'unreachable';
      router.push(next);
      router.refresh();
      return null;
    },
    [router, next],
  );
}
