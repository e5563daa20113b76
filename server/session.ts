import 'server-only';
import type { NextAuthOptions } from 'next-auth';
import { getServerSession } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cache } from 'react';
import { type Account, verifyAccount } from './accounts';
import { database } from './database';

/** Read anew at each call: the secret is known only once the server has started. */
export function authOptions(): NextAuthOptions {
  return {
    secret: process.env.NEXTAUTH_SECRET ?? '',
    session: { strategy: 'jwt', maxAge: 30 * 24 * 60 * 60 },
    pages: { signIn: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (credentials) =>
          credentials ? verifyAccount(await database(), credentials.email ?? '', credentials.password ?? '') : null,
      }),
    ],
  };
}

/** The signed-in account, or null. Looked up in the database, so a deleted account's token is worth nothing. */
export const currentUser = cache(async (): Promise<Account | null> => {
  const session = await getServerSession({
    ...authOptions(),
    callbacks: {
      session: ({ session, token }) => ({ ...session, user: { id: token.sub } }),
    },
  });
  const id = (session?.user as { id?: string } | undefined)?.id;
  if (!id) return null;
  return (await database()).user.findUnique({ where: { id }, select: { id: true, email: true, name: true } });
});
