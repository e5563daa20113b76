import { useLocale } from 'next-intl';

/** Returns what ends the session and goes to the home page of the language. */
export function useSignOut(): () => void {
  const locale = useLocale();
  return () => void import('next-auth/react').then(({ signOut }) => signOut({ callbackUrl: `/${locale}` }));
}
