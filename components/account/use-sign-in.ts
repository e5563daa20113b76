'use client';

import { useCallback } from 'react';
import { useRefreshAccount } from '@/components/reader/account-provider';
import { useRouter } from '@/lib/i18n/navigation';
import { type Later, later } from '@/lib/later';
import { localPath } from '@/lib/local-path';

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Why nobody was signed in: the credentials are wrong, or the server did not answer. */
export type SignInProblem = 'credentials' | 'unreachable';

/** Returns what signs in and leads to the page that the address names in `next`; it resolves to what went wrong, null when nothing did. */
export function useSignIn(): (credentials: Credentials) => Promise<SignInProblem | Later | null> {
  const router = useRouter();
  const refreshAccount = useRefreshAccount();
  return useCallback(
    async ({ email, password }) => {
      const outcome = await import('next-auth/react')
        .then(({ signIn }) => signIn('credentials', { email, password, redirect: false }))
        .catch(() => undefined);
      if (outcome?.ok) {
        await refreshAccount();
        router.push(nextPath(window.location.search));
        router.refresh();
        return null;
      }
      // As `authorize` in server/session.ts words it.
      const seconds = /^later:(\d+)$/.exec(outcome?.error ?? '')?.[1];
      if (seconds !== undefined) return later(Number(seconds) * 1000);
      return outcome?.status === 401 ? 'credentials' : 'unreachable';
    },
    [router, refreshAccount],
  );
}

/** The page of this site that a search string asks for after signing in. */
function nextPath(search: string): string {
  return localPath(new URLSearchParams(search).get('next') ?? undefined, '/topics');
}
