import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import { later } from '@/lib/later';
import { OpenIdLink } from './openid-link';
import { OpenIdSignIn } from './openid-sign-in';

const signIn = vi.hoisted(() => vi.fn());
vi.mock('next-auth/react', () => ({ signIn }));
beforeEach(() => void signIn.mockReset());
beforeEach(() => window.history.replaceState(null, '', '/'));
afterEach(() => vi.unstubAllGlobals());

const serve = (providers: object) => vi.stubGlobal('fetch', async () => Response.json(providers));
const label = 'University';

describe('the sign-in page', () => {
  it('leads to the provider that the server names, and back to where the reader wanted to go', async () => {
    serve({ credentials: {}, oidc: { name: label } });
    window.history.replaceState(null, '', '?next=/labs');
    const user = renderPage(<OpenIdSignIn />);
    await user.click(await screen.findByRole('button', { name: t('account.openId.signIn', { label }) }));
    await waitFor(() => expect(signIn).toHaveBeenCalledWith('oidc', { callbackUrl: '/en/labs' }));
  });

  it('leads to no other site afterwards', async () => {
    serve({ oidc: { name: label } });
    window.history.replaceState(null, '', '?next=//elsewhere.example');
    const user = renderPage(<OpenIdSignIn />);
    await user.click(await screen.findByRole('button'));
    await waitFor(() => expect(signIn).toHaveBeenCalledWith('oidc', { callbackUrl: '/en/topics' }));
  });

  it.each(['email-taken', 'no-email', 'failed'] as const)('says what to do after "%s"', async (outcome) => {
    serve({});
    window.history.replaceState(null, '', `?openid=${outcome}`);
    renderPage(<OpenIdSignIn />);
    await screen.findByText(t(`account.openId.errors.${outcome}`));
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('on the account page a provider', () => {
  const nothing = async () => later(0);

  it('is linked with the password, then at the provider', async () => {
    const begin = vi.fn(async () => ({ ok: true }) as const);
    const user = renderPage(
      <OpenIdLink label={label} linkedSince={null} hasPassword outcome={null} beginLink={begin} removeLink={nothing} />,
    );
    await user.type(screen.getByLabelText(t('account.currentPassword')), 'present');
    await user.click(screen.getByRole('button', { name: t('account.openId.link', { label }) }));
    await waitFor(() => expect(signIn).toHaveBeenCalledWith('oidc', { callbackUrl: '/en/account' }));
    expect(begin).toHaveBeenCalledWith({ password: 'present' });
  });

  it('is not asked where the password was wrong', async () => {
    const refuse = async () => ({ ok: false, reason: 'wrong-password' }) as const;
    const user = renderPage(
      <OpenIdLink
        label={label}
        linkedSince={null}
        hasPassword
        outcome={null}
        beginLink={refuse}
        removeLink={nothing}
      />,
    );
    await user.click(screen.getByRole('button', { name: t('account.openId.link', { label }) }));
    await screen.findByText(t('account.errors.wrong-password'));
    expect(signIn).not.toHaveBeenCalled();
  });

  it('that is the only way in is not taken away', () => {
    renderPage(
      <OpenIdLink
        label={label}
        linkedSince={new Date(0)}
        hasPassword={false}
        outcome="linked"
        beginLink={nothing}
        removeLink={nothing}
      />,
    );
    screen.getByText(t('account.openId.linked', { label }));
    screen.getByText(t('account.openId.onlyWayIn'));
    expect(screen.queryByRole('button')).toBeNull();
  });
});
