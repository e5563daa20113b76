import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import { later } from '@/lib/later';
import { ResetPassword } from './reset-password';
import { VerifyEmail } from './verify-email';

beforeEach(() => window.history.replaceState(null, '', '/'));

const token = 'a'.repeat(43);
const nothing = async () => later(0);

describe('who forgot a password', () => {
  it('asks for a link, and is told the same whether or not there is an account', async () => {
    const requestReset = vi.fn(async () => ({ ok: true }) as const);
    const user = renderPage(<ResetPassword requestReset={requestReset} chooseNewPassword={nothing} />);
    await user.type(await screen.findByLabelText(t('account.email')), 'a@example.test');
    await user.click(screen.getByRole('button', { name: t('account.reset.send') }));
    await screen.findByText(t('account.reset.sent'));
    expect(requestReset).toHaveBeenCalledWith({ email: 'a@example.test', locale: 'en' });
  });

  it.each([
    ['no address', { ok: false, reason: 'email' } as const, t('account.errors.email')],
    ['a site without mail', { ok: false, reason: 'no-mail' } as const, t('account.errors.no-mail')],
    ['many tries', later(60_000), t('account.errors.later', { minutes: 1 })],
  ])('is told what to do after %s', async (_, result, text) => {
    const user = renderPage(<ResetPassword requestReset={async () => result} chooseNewPassword={nothing} />);
    await user.click(await screen.findByRole('button', { name: t('account.reset.send') }));
    await screen.findByText(text);
  });

  it('is asked for the address where something else than a token stands there', async () => {
    window.history.replaceState(null, '', '/reset-password#content');
    renderPage(<ResetPassword requestReset={nothing} chooseNewPassword={nothing} />);
    await screen.findByLabelText(t('account.email'));
    expect(window.location.hash).toBe('#content');
  });

  it('chooses a new password by the link, whose token leaves the address', async () => {
    window.history.replaceState(null, '', `/reset-password#${token}`);
    const answers = [
      { ok: false, reason: 'password', problem: 'length' } as const,
      { ok: false, reason: 'expired' } as const,
      { ok: true } as const,
    ];
    const choose = vi.fn(async (_input: unknown) => answers.shift() ?? later(0));
    const user = renderPage(<ResetPassword requestReset={nothing} chooseNewPassword={choose} />);
    await user.type(await screen.findByLabelText(t('account.newPassword')), 'next one here');
    expect(window.location.href).not.toContain(token);
    const press = () => user.click(screen.getByRole('button', { name: t('account.reset.choose') }));
    await press();
    await screen.findByText(t('account.errors.password.length'));
    await press();
    await screen.findByText(t('account.errors.expired'));
    await press();
    await screen.findByText(t('account.reset.done'));
    expect(choose).toHaveBeenLastCalledWith({ token, password: 'next one here' });
  });
});

it('an address is confirmed by a press and not by opening the link', async () => {
  window.history.replaceState(null, '', `/verify-email#${token}`);
  const confirmEmail = vi.fn(async () => ({ ok: true }) as const);
  const user = renderPage(<VerifyEmail confirmEmail={confirmEmail} />);
  const button = screen.getByRole<HTMLButtonElement>('button', { name: t('account.verify.confirm') });
  await waitFor(() => expect(button.disabled).toBe(false));
  expect(confirmEmail).not.toHaveBeenCalled();
  await user.click(button);
  await screen.findByText(t('account.verify.done'));
  expect(confirmEmail).toHaveBeenCalledWith(token);
});
