import { redirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { getPathname } from '@/lib/i18n/navigation';
import type { Account } from '@/server/accounts';
import { currentUser } from '@/server/session';

/** The signed-in account; anybody else is sent to sign in and then back to `path`, which carries no language. */
export async function signedIn(path: string): Promise<Account> {
  const user = await currentUser();
  return (
    user ?? redirect(getPathname({ href: `/sign-in?next=${encodeURIComponent(path)}`, locale: await getLocale() }))
  );
}
