import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { navigation } from '@/components/testing/navigation';
import { renderPage, t } from '@/components/testing/render-page';
import { later } from '@/lib/later';
import { SignInForm } from './sign-in-form';
import { SignUpForm } from './sign-up-form';

const signIn = vi.hoisted(() => vi.fn());
vi.mock('next-auth/react', () => ({ signIn }));
beforeEach(() => window.history.replaceState(null, '', '/'));
beforeEach(() => void signIn.mockReset().mockResolvedValue({ ok: true, status: 200 }));

const field = (name: 'name' | 'email' | 'password') => screen.getByLabelText(t(`account.${name}`));
const button = (name: 'signIn' | 'signUp') => screen.getByRole('button', { name: t(`account.${name}`) });

describe('the sign-in form', () => {
  async function tryToSignIn(outcome: object | undefined) {
    signIn.mockResolvedValueOnce(outcome);
    window.history.replaceState(null, '', '?next=/labs');
    const user = renderPage(<SignInForm />);
    await user.type(field('email'), 'learner@example.test');
    await user.type(field('password'), 'a password');
    await user.click(button('signIn'));
  }

  it('leads to where the reader wanted to go', async () => {
    await tryToSignIn({ ok: true, status: 200 });
    expect(navigation.pushed).toEqual(['/labs']);
  });

  it.each([
    ['wrong credentials', { ok: false, status: 401, error: 'CredentialsSignin' }, t('account.errors.credentials')],
    ['too many tries', { ok: false, status: 429, error: 'later:840' }, t('account.errors.later', { minutes: 14 })],
    ['a full queue', { ok: false, status: 429, error: 'later:5' }, t('account.errors.later', { minutes: 0 })],
    ['a database that is away', { ok: false, status: 503, error: 'unavailable' }, t('account.errors.unreachable')],
    ['no answer', undefined, t('account.errors.unreachable')],
  ])('says what to do after %s', async (_, outcome, text) => {
    await tryToSignIn(outcome);
    expect((await screen.findByRole('alert')).textContent).toContain(text);
    expect(navigation.pushed).toEqual([]);
  });
});

describe('the sign-up form', () => {
  it('says by each field what is wrong with it', async () => {
    const problems = { name: 'name', email: 'email-taken', password: 'common' } as const;
    const user = renderPage(<SignUpForm signUp={async () => ({ ok: false, reason: 'refused', problems })} />);
    await user.click(button('signUp'));
    await screen.findByText(t('account.errors.name'));
    screen.getByText(t('account.errors.email-taken'));
    screen.getByText(t('account.errors.password.common'));
    expect(signIn).not.toHaveBeenCalled();
  });

  it('says when to try again', async () => {
    const user = renderPage(<SignUpForm signUp={async () => later(20 * 60_000)} />);
    await user.click(button('signUp'));
    await screen.findByText(t('account.errors.later', { minutes: 20 }));
  });

  it('signs in to the account that was opened', async () => {
    const user = renderPage(<SignUpForm signUp={async () => ({ ok: true })} />);
    await user.type(field('email'), 'new@example.test');
    await user.type(field('password'), 'correct horse battery');
    await user.click(button('signUp'));
    expect(signIn).toHaveBeenCalledWith('credentials', {
      email: 'new@example.test',
      password: 'correct horse battery',
      redirect: false,
    });
    expect(navigation.pushed).toEqual(['/topics']);
  });
});
