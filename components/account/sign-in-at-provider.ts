'use client';

/** Leads to the provider, and from there to `path`, a path of this site with its language. */
export function signInAtProvider(path: string): void {
  void import('next-auth/react').then(({ signIn }) => signIn('oidc', { callbackUrl: path }));
}
