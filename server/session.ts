import 'server-only';
import { cookies, headers } from 'next/headers';
import type { NextAuthOptions, Account as OAuthAccount } from 'next-auth';
import { decode, getToken, type JWT, type JWTDecodeParams } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { cache } from 'react';
import type { Account } from './accounts';
import { clientAddress } from './client-address';
import { clientName } from './client-name';
import { database } from './database';
import { accountByIdentity, enterByIdentity } from './identities';
import { log, logError, pseudonym } from './log';
import { OPENID, type OpenIdSettings, openIdProvider, openIdSettings } from './openid';
import { beginSession, endSession, SESSION_S, sessionAccount } from './sessions';
import { signInAs } from './sign-in';

/** Read anew at each call: the secret is known only once the server has started. */
export function authOptions(): NextAuthOptions {
  const openId = openIdSettings();
  return {
    secret: process.env.NEXTAUTH_SECRET ?? '',
    session: { strategy: 'jwt', maxAge: SESSION_S },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({ credentials: { email: {}, password: {} }, authorize }),
      ...(openId === null ? [] : [openIdProvider(openId)]),
    ],
    jwt: { decode: decodeLive },
    callbacks: {
      signIn: async ({ account, profile }) =>
        openId === null || account?.provider !== OPENID || enter(openId, account.providerAccountId, profile ?? {}),
      jwt: async ({ token, user, account }) => (user ? startSession(await accountIdOf(user, account)) : token),
    },
    // Its own would print what a cookie held; a cookie that cannot be read is nothing to warn of.
    logger: { error: (code) => log.info({ code }, 'next-auth'), warn: () => {}, debug: () => {} },
    events: { signOut: async ({ token }) => endSession(await database(), token?.sid) },
  };
}

async function authorize(credentials: { email?: string; password?: string } | undefined): Promise<Account | null> {
  const { email = '', password = '' } = credentials ?? {};
  const db = await database();
  const result = await signInAs(db, { email, password, address: await clientAddress() }).catch((error: unknown) => {
    logError(error);
    // next-auth hands an error's message on to the form: nothing of a database's may be in it.
    throw new Error('unavailable');
  });
  if (result && 'reason' in result) throw new Error(`later:${Math.ceil(result.afterMs / 1000)}`);
  return result;
}

/** Whether somebody whom the provider has sent comes in; else the page that says what came of it. */
async function enter({ issuer }: OpenIdSettings, subject: string, profile: object): Promise<true | string> {
  try {
    const around = { sessionId: await currentSessionId(), nowMs: Date.now() };
    const outcome = await enterByIdentity(await database(), { issuer, subject }, { ...profile }, around);
    log.info({ event: 'openid', outcome, who: pseudonym(`${issuer} ${subject}`) });
    if (outcome === 'in') return true;
    return outcome === 'linked' || outcome === 'identity-taken'
      ? `/account?openid=${outcome}`
      : `/sign-in?openid=${outcome}`;
  } catch (error) {
    logError(error);
    // next-auth would put the error's message into the address.
    return '/sign-in?openid=failed';
  }
}

/** The account that somebody signs in to: of one who comes from the provider, the linked one. */
async function accountIdOf(user: { readonly id: string }, account: OAuthAccount | null): Promise<string> {
  const openId = openIdSettings();
  if (account?.provider !== OPENID || openId === null) return user.id;
  const identity = { issuer: openId.issuer, subject: account.providerAccountId };
  const linked = await accountByIdentity(await database(), identity);
  if (linked === null) throw new Error('the account was deleted meanwhile');
  return linked.id;
}

/** What the cookie of a new session says: which session, and nothing about whom. A session that was there before is ended. */
async function startSession(userId: string): Promise<{ sub: string; sid: string }> {
  const db = await database();
  await endSession(db, (await sessionCookie())?.sid);
  const client = clientName((await headers()).get('user-agent') ?? '');
  return { sub: userId, sid: await beginSession(db, userId, Date.now(), client) };
}

/** Reads a session cookie for next-auth's own routes; one whose session has ended counts as none. */
async function decodeLive(params: JWTDecodeParams) {
  const token = await decode(params);
  return token && (await sessionAccount(await database(), token.sid, Date.now())) ? token : null;
}

/** How many cookies are known by heart: deciphering one costs as much as what most requests do with it. */
const KNOWN_MAX = 1_000;
const known = new Map<string, JWT>();

/** What the request's session cookie says; null without one that this server has signed. */
async function sessionCookie(): Promise<JWT | null> {
  // It may be cut into several.
  const own = (await cookies()).getAll().filter(({ name }) => name.includes('next-auth.session-token'));
  if (own.length === 0) return null;
  const key = own.map(({ name, value }) => `${name}=${value}`).join('; ');
  const before = known.get(key);
  if (before !== undefined && Number(before.exp) * 1000 > Date.now()) return before;
  const all = Object.fromEntries(own.map(({ name, value }) => [name, value]));
  const request = { cookies: all, headers: {} } as Parameters<typeof getToken>[0]['req'];
  const token = await getToken({ req: request, secret: process.env.NEXTAUTH_SECRET ?? '' });
  if (known.size >= KNOWN_MAX) known.clear();
  if (token !== null) known.set(key, token);
  return token;
}

/** The signed-in account, or null. Its session is looked up in the database: signing out ends it for every copy of the cookie. */
export const currentUser = cache(async (): Promise<Account | null> => {
  const token = await sessionCookie();
  return token === null ? null : sessionAccount(await database(), token.sid, Date.now());
});

/** The id of the session that the request's cookie names; empty without one. Whether it is live, `currentUser` says. */
export async function currentSessionId(): Promise<string> {
  return String((await sessionCookie())?.sid ?? '');
}
