import { getLocale } from 'next-intl/server';
import { redirect } from '@/lib/i18n/navigation';
import type { Account } from '@/server/accounts';
import { currentUser } from '@/server/session';

/** The signed-in account; anybody else is sent to sign in and then back to `path`, which carries no language. */
export async function signedIn(path: string): Promise<Account> {
  const user = await currentUser();
  return user ?? redirect({ href: `/sign-in?next=${encodeURIComponent(path)}`, locale: await getLocale() });
}
