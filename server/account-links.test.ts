import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestReset } from '@/app/[locale]/reset-password/actions';
import { signUp } from '@/app/[locale]/sign-up/actions';
import { resetPassword, verifyEmail } from './account-links';
import { makeToken, TOKEN_MINUTES, takeToken, tokenOwner } from './account-tokens';
import { verifyAccount } from './accounts';
import { backgroundDone } from './background';
import { log } from './log';
import { mailSettings, sendMail } from './mail';
import { beginSession, sessionAccount } from './sessions';
import { someone, testDatabase } from './testing/database';
import { startMailServer, tokenIn } from './testing/mail-server';

const caller = vi.hoisted(() => ({ db: undefined as unknown, address: '192.0.2.1' }));
vi.mock('@/server/database', () => ({ database: async () => caller.db }));
vi.mock('@/server/client-address', () => ({ clientAddress: async () => caller.address }));

const db = await testDatabase();
caller.db = db;
const server = await startMailServer();
afterAll(() => server.close());

const NOW_MS = Date.UTC(2026, 0, 1);
const next = 'another good one here';

beforeEach(() => {
  vi.stubEnv('NEXTAUTH_URL', 'http://site.test');
  vi.stubEnv('SMTP_URL', server.url);
  vi.stubEnv('MAIL_FROM', 'Interleave <interleave@example.test>');
});
afterEach(() => vi.unstubAllEnvs());

async function account() {
  return db.user.findUniqueOrThrow({ where: { id: await someone(db, 'learner') } });
}

async function mailsAfter(work: () => Promise<unknown>) {
  const before = server.mails.length;
  const result = await work();
  await backgroundDone();
  return { result, mails: server.mails.slice(before) };
}

describe('a link for a new password', () => {
  it('arrives by mail, in the language of the page, and works once', async () => {
    const { id, email } = await account();
    const sessionId = await beginSession(db, id, Date.now());
    const { result, mails } = await mailsAfter(() => requestReset({ email: ` ${email.toUpperCase()}`, locale: 'ko' }));
    expect(result).toEqual({ ok: true });
    expect(mails.map(({ to }) => to)).toEqual([email]);
    expect(mails[0]?.text).toContain('http://site.test/ko/reset-password#');
    expect(mails[0]?.text).toContain('새 비밀번호');
    const token = tokenIn(mails[0]);
    expect(await resetPassword(db, { token, password: next }, Date.now())).toEqual({ ok: true });
    expect(await verifyAccount(db, email, next)).toMatchObject({ id });
    expect(await sessionAccount(db, sessionId, Date.now())).toBeNull();
    expect(await resetPassword(db, { token, password: next }, Date.now())).toEqual({ ok: false, reason: 'expired' });
  });

  it('is asked for with the same answer where there is no account, and no mail is sent', async () => {
    const { result, mails } = await mailsAfter(() => requestReset({ email: 'nobody@example.test', locale: 'en' }));
    expect([result, mails]).toEqual([{ ok: true }, []]);
  });

  it('is looked for only after the answer, so that the time tells nothing either', async () => {
    const { email } = await account();
    const asked = vi.spyOn(db.user, 'findUnique');
    let seen = -1;
    await mailsAfter(async () => {
      await requestReset({ email, locale: 'en' });
      seen = asked.mock.calls.length;
    });
    expect([seen, asked.mock.calls.length]).toEqual([0, 1]);
    asked.mockRestore();
  });

  it('is sent to one address five times an hour, whether or not it has an account', async () => {
    const { email } = await account();
    for (const address of [email, 'no-account@example.test']) {
      for (let n = 0; n < 5; n++) expect(await requestReset({ email: address, locale: 'en' })).toEqual({ ok: true });
      expect(await requestReset({ email: address, locale: 'en' })).toMatchObject({ reason: 'later' });
    }
    await backgroundDone();
  });

  it.each([undefined, { email: 'no address', locale: 'en' }, { email: 'a@example.test', locale: 'xx' }])(
    'is not sent for %j',
    async (input) => {
      expect(await requestReset(input)).toEqual({ ok: false, reason: 'email' });
    },
  );

  it('is not offered where the site sends no mail', async () => {
    vi.stubEnv('SMTP_URL', '');
    vi.stubEnv('MAIL_FROM', '');
    expect(await requestReset({ email: 'a@example.test', locale: 'en' })).toEqual({ ok: false, reason: 'no-mail' });
  });
});

describe('a token', () => {
  it('is stored as a hash, is good for half an hour, and the next one takes its place', async () => {
    const { id } = await account();
    const token = await makeToken(db, id, 'reset', NOW_MS);
    expect(JSON.stringify(await db.accountToken.findMany())).not.toContain(token);
    expect(token.length).toBeGreaterThanOrEqual(43);
    const end = NOW_MS + TOKEN_MINUTES * 60_000;
    expect(await tokenOwner(db, 'reset', token, end - 1)).toMatchObject({ id });
    expect(await tokenOwner(db, 'reset', token, end)).toBeNull();
    expect(await tokenOwner(db, 'verify', token, NOW_MS)).toBeNull();
    await makeToken(db, id, 'reset', NOW_MS);
    expect(await tokenOwner(db, 'reset', token, NOW_MS)).toBeNull();
  });

  it('is used by one of two that try at once', async () => {
    const token = await makeToken(db, (await account()).id, 'reset', NOW_MS);
    const tries = await Promise.all([takeToken(db, 'reset', token, NOW_MS), takeToken(db, 'reset', token, NOW_MS)]);
    expect(tries.filter(Boolean)).toHaveLength(1);
  });

  it('is not used up by a password that is refused', async () => {
    const token = await makeToken(db, (await account()).id, 'reset', NOW_MS);
    expect(await resetPassword(db, { token, password: 'short' }, NOW_MS)).toMatchObject({ problem: 'length' });
    expect(await resetPassword(db, { token, password: next }, NOW_MS)).toEqual({ ok: true });
  });
});

it('who signs up is sent a link that shows the address to be theirs', async () => {
  const email = 'new@example.test';
  const { mails } = await mailsAfter(() => signUp({ name: 'New', email, password: next, locale: 'en' }));
  expect(mails[0]?.text).toContain('http://site.test/en/verify-email#');
  const verifiedAt = async () => (await db.user.findUniqueOrThrow({ where: { email } })).emailVerifiedAt;
  expect(await verifiedAt()).toBeNull();
  const token = tokenIn(mails[0]);
  expect(await verifyEmail(db, token, Date.now())).toBe(true);
  expect(await verifiedAt()).not.toBeNull();
  expect(await verifyEmail(db, token, Date.now())).toBe(false);
});

describe('mail', () => {
  it('that is refused is logged without whom it was for', async () => {
    const { email } = await account();
    const refusing = await startMailServer();
    refusing.refuse();
    vi.stubEnv('SMTP_URL', refusing.url);
    const errors = vi.spyOn(log, 'error').mockImplementation(() => {});
    expect(await requestReset({ email, locale: 'en' })).toEqual({ ok: true });
    await backgroundDone();
    const logged = JSON.stringify(errors.mock.calls);
    errors.mockRestore();
    await refusing.close();
    expect(logged).toContain('MailError');
    expect(logged).not.toContain(email);
  });

  it('goes to another machine by TLS or not at all', async () => {
    // It leads here too, but does not say so, and the server speaks no TLS.
    const settings = { url: new URL(server.url.replace('127.0.0.1', '0.0.0.0')), from: 'a@example.test' };
    const before = server.mails.length;
    await expect(sendMail(settings, { to: 'b@example.test', subject: 's', text: 't' })).rejects.toThrow(/ETLS/);
    expect(server.mails.length).toBe(before);
  });

  it.each([
    [{}, null],
    [{ SMTP_URL: 'smtps://user:pass@mail.example.com', MAIL_FROM: 'a@example.com' }, 'mail.example.com'],
  ])('is set up by %j', (env, host) => {
    expect(mailSettings(env)?.url.hostname ?? null).toBe(host);
  });

  it.each([
    { SMTP_URL: 'smtp://mail.example.com' },
    { MAIL_FROM: 'a@example.com' },
    { SMTP_URL: 'mail.example.com:587', MAIL_FROM: 'a@example.com' },
    { SMTP_URL: 'https://mail.example.com', MAIL_FROM: 'a@example.com' },
  ])('is refused with a line that says why for %j', (env) => {
    expect(() => mailSettings(env)).toThrow(/SMTP_URL/);
  });
});
