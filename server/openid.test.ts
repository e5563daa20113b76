import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthHandler } from '../node_modules/next-auth/core';
import { accountDetails, createAccount } from './accounts';
import { askForLink, linkedSince } from './identities';
import { log } from './log';
import { openIdSettings } from './openid';
import { authOptions, currentUser } from './session';
import { beginSession, sessionsOf } from './sessions';
import { someone, testDatabase } from './testing/database';
import { startOpenIdServer } from './testing/openid-server';

const SITE = 'http://site.test';

/** Cookies as a browser keeps them, of the site and of the provider apart. */
class Jar {
  readonly cookies = new Map<string, string>();

  set(name: string, value: string): void {
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

const request = vi.hoisted(() => ({ cookies: new Map<string, string>(), db: undefined as unknown }));
vi.mock('next/headers', () => ({
  cookies: async () => ({ getAll: () => [...request.cookies].map(([name, value]) => ({ name, value })) }),
  headers: async () => new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' }),
}));
vi.mock('@/server/database', () => ({ database: async () => request.db }));
vi.mock('./database', () => ({ database: async () => request.db }));

const db = await testDatabase();
request.db = db;
const provider = await startOpenIdServer(SITE, {
  new: { email: 'New@Example.test', email_verified: true, name: 'New Learner' },
  same: { email: 'same@example.test', email_verified: true, name: 'Somebody else' },
  nameless: { email: 'nameless@example.test', email_verified: false },
  addressless: { name: 'No Address' },
  linked: { email: 'linked-at-provider@example.test', email_verified: true, name: 'Linked' },
  forged: { email: 'forged@example.test', email_verified: true, name: 'Forged' },
});
afterAll(() => provider.close());

beforeEach(() => {
  vi.stubEnv('NEXTAUTH_SECRET', 'only for this test');
  vi.stubEnv('NEXTAUTH_URL', SITE);
  vi.stubEnv('OIDC_ISSUER', provider.issuer);
  vi.stubEnv('OIDC_CLIENT_ID', provider.clientId);
  vi.stubEnv('OIDC_CLIENT_SECRET', provider.clientSecret);
});
afterEach(() => vi.unstubAllEnvs());

class Browser {
  readonly site = new Jar();
  private readonly atProvider = new Jar();

  /** A request to next-auth's routes of the site; where it leads. */
  async auth(method: 'GET' | 'POST', action: string, query: Record<string, string> = {}) {
    request.cookies = new Map(this.site.cookies);
    const [name = '', providerId] = action.split('/');
    const body = method === 'POST' ? { csrfToken: await this.csrfToken(), callbackUrl: '/ko/topics' } : undefined;
    request.cookies = new Map(this.site.cookies);
    const cookies = Object.fromEntries(this.site.cookies);
    const answer = await AuthHandler({
      req: {
        method,
        action: name as 'csrf',
        query,
        cookies,
        headers: {},
        origin: SITE,
        ...(providerId && { providerId }),
        ...(body && { body }),
      },
      options: authOptions(),
    });
    for (const { name, value } of answer.cookies ?? []) this.site.set(name, value);
    return answer;
  }

  private async csrfToken(): Promise<string> {
    const { body } = await this.auth('GET', 'csrf');
    return String((body as { csrfToken?: unknown }).csrfToken);
  }

  /** From the site to the provider, where one says who one is, and to the address that the provider sends back to. */
  async goToProvider(who: string): Promise<URL> {
    const { redirect = '' } = await this.auth('POST', 'signin/oidc');
    let address = new URL(redirect);
    let form: URLSearchParams | undefined;
    while (!address.href.startsWith(SITE)) {
      const answer: Response = await fetch(address, {
        redirect: 'manual',
        headers: { cookie: this.atProvider.header },
        ...(form && { method: 'POST', body: form }),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        this.atProvider.set(name, value);
      }
      const location = answer.headers.get('location');
      form = location === null ? new URLSearchParams({ who }) : undefined;
      if (location !== null) address = new URL(location, address);
    }
    return address;
  }

  comeBack(address: URL) {
    return this.auth('GET', 'callback/oidc', Object.fromEntries(address.searchParams));
  }

  /** The whole way; where the site leads in the end. */
  async signIn(who: string): Promise<string | undefined> {
    return (await this.comeBack(await this.goToProvider(who))).redirect;
  }

  async account() {
    request.cookies = new Map(this.site.cookies);
    return currentUser();
  }
}

/** A browser that is signed in with a password. */
async function signedIn(email: string) {
  const browser = new Browser();
  const account = await createAccount(db, { name: 'Owner', email, password: 'correct horse battery' });
  if (account === 'email-taken') throw new Error(email);
  const sid = await beginSession(db, account.id, Date.now());
  const token = { sub: account.id, sid };
  const { encode } = await import('next-auth/jwt');
  browser.site.set('next-auth.session-token', await encode({ token, secret: 'only for this test' }));
  return { browser, account, sid };
}

describe('a sign-in at an OpenID Connect provider', () => {
  it('opens an account at the first time and leads into it at the next', async () => {
    const browser = new Browser();
    expect(await browser.signIn('new')).toBe(`${SITE}/ko/topics`);
    const account = await browser.account();
    expect(account).toMatchObject({ email: 'new@example.test', name: 'New Learner' });
    const id = account?.id ?? '';
    expect(await accountDetails(db, id)).toMatchObject({ isVerified: true, hasPassword: false });
    expect(await sessionsOf(db, id, Date.now())).toMatchObject([{ client: 'Firefox, Linux' }]);
    const other = new Browser();
    await other.signIn('new');
    expect(await other.account()).toMatchObject({ id });
    expect(await db.user.count({ where: { email: 'new@example.test' } })).toBe(1);
  });

  it('asks with PKCE, a state and a nonce, and never by the secret in an address', async () => {
    const { redirect = '' } = await new Browser().auth('POST', 'signin/oidc');
    const { searchParams } = new URL(redirect);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)?.length).toBeGreaterThan(20);
    expect(redirect).not.toContain(provider.clientSecret);
  });

  it('never leads into the account that has the same e-mail address', async () => {
    await createAccount(db, { name: 'Owner', email: 'same@example.test', password: 'correct horse battery' });
    const browser = new Browser();
    expect(await browser.signIn('same')).toBe('/sign-in?openid=email-taken');
    expect(await browser.account()).toBeNull();
    expect(await db.identity.count({ where: { subject: 'same' } })).toBe(0);
  });

  it('needs an address, and takes the name from it where there is none', async () => {
    const nameless = new Browser();
    await nameless.signIn('nameless');
    const account = await nameless.account();
    expect(account).toMatchObject({ name: 'nameless' });
    expect(await accountDetails(db, account?.id ?? '')).toMatchObject({ isVerified: false });
    expect(await new Browser().signIn('addressless')).toBe('/sign-in?openid=no-email');
  });

  it('belongs to the browser that asked: another one with the same answer is not let in', async () => {
    const [asking, other] = [new Browser(), new Browser()];
    const answer = await asking.goToProvider('forged');
    expect((await other.comeBack(answer)).redirect).toMatch(/\/error\?error=OAuthCallback$/);
    // Nor with a state of its own.
    await other.auth('POST', 'signin/oidc');
    expect((await other.comeBack(answer)).redirect).toMatch(/\/error\?error=OAuthCallback$/);
    expect(await other.account()).toBeNull();
    const forged = new URL(answer);
    forged.searchParams.set('state', 'another');
    expect((await asking.comeBack(forged)).redirect).toMatch(/\/error\?error=OAuthCallback$/);
    expect(await db.user.count({ where: { email: 'forged@example.test' } })).toBe(0);
  });

  it('lets nobody in by an issuer that calls itself something else', async () => {
    vi.stubEnv('OIDC_ISSUER', `${provider.issuer}/`);
    const errors = vi.spyOn(log, 'error').mockImplementation(() => {});
    const browser = new Browser();
    expect(await browser.signIn('new')).toMatch(/\/error\?error=OAuthCallback$/);
    expect(await browser.account()).toBeNull();
    expect(errors).toHaveBeenCalledTimes(1);
    errors.mockRestore();
  });

  it('whose answer comes twice lets nobody in by the second', async () => {
    const browser = new Browser();
    const answer = await browser.goToProvider('new');
    const copy = new Browser();
    for (const [name, value] of browser.site.cookies) copy.site.set(name, value);
    await browser.comeBack(answer);
    expect((await copy.comeBack(answer)).redirect).toMatch(/\/error\?error=OAuthCallback$/);
    expect(await copy.account()).toBeNull();
  });
});

describe('an account is linked', () => {
  it('by its owner, who is signed in and has asked for it, once', async () => {
    const { browser, account, sid } = await signedIn('owner@example.test');
    await askForLink(db, account.id, sid, Date.now());
    expect(await browser.signIn('linked')).toBe('/account?openid=linked');
    expect(await linkedSince(db, account.id, provider.issuer)).not.toBeNull();
    // It stays the session that it was.
    expect(await sessionsOf(db, account.id, Date.now())).toMatchObject([{ id: sid }]);
    const elsewhere = new Browser();
    await elsewhere.signIn('linked');
    expect(await elsewhere.account()).toMatchObject({ id: account.id });
    const another = await signedIn('another@example.test');
    await askForLink(db, another.account.id, another.sid, Date.now());
    expect(await another.browser.signIn('linked')).toBe('/account?openid=identity-taken');
  });

  it('not by being signed in alone, nor a quarter of an hour after it was asked for', async () => {
    const { browser, account, sid } = await signedIn('idle@example.test');
    await askForLink(db, account.id, sid, Date.now() - 15 * 60_000);
    await browser.signIn('new');
    expect(await linkedSince(db, account.id, provider.issuer)).toBeNull();
    expect(await browser.account()).toMatchObject({ email: 'new@example.test' });
  });

  it('for nobody else’s session', async () => {
    const { account } = await signedIn('victim@example.test');
    const other = await signedIn('attacker@example.test');
    await askForLink(db, account.id, other.sid, Date.now());
    await other.browser.signIn('new');
    expect(await linkedSince(db, account.id, provider.issuer)).toBeNull();
    expect(await linkedSince(db, await someone(db, 'nobody'), provider.issuer)).toBeNull();
  });
});

describe('a provider', () => {
  const whole = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
  const read = (env: object) => openIdSettings(env as NodeJS.ProcessEnv);

  it('is named by its label, else by its host', () => {
    expect(read({})).toBeNull();
    expect(read(whole)?.label).toBe('id.example.com');
    expect(read({ ...whole, OIDC_LABEL: 'University' })?.label).toBe('University');
  });

  it.each([
    { ...whole, OIDC_CLIENT_SECRET: '' },
    { OIDC_CLIENT_ID: 'a' },
    { ...whole, OIDC_ISSUER: 'http://id.example.com' },
    { ...whole, OIDC_ISSUER: 'id.example.com' },
  ])('that is set up by %j is refused with a line that says why', (env) => {
    expect(() => read(env)).toThrow(/^OIDC_ISSUER/);
  });
});
