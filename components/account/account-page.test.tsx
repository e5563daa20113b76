import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import { later } from '@/lib/later';
import { DeleteAccount } from './delete-account';
import { NameForm } from './name-form';
import { PasswordForm } from './password-form';
import { SessionList } from './session-list';

const signOut = vi.hoisted(() => vi.fn());
vi.mock('next-auth/react', () => ({ signOut }));

const press = (name: string) => screen.getByRole('button', { name });

describe('the name', () => {
  it('is sent as typed, and said to be saved once it is', async () => {
    const rename = vi.fn(async () => ({ ok: true }) as const);
    const user = renderPage(<NameForm name="Before" rename={rename} />, { namespaces: ['account', 'ui'] });
    const field = screen.getByLabelText(t('account.name'));
    await user.clear(field);
    await user.type(field, 'After{Enter}');
    await screen.findByText(t('account.nameSaved'));
    expect(rename).toHaveBeenCalledWith('After');
  });

  it.each([
    ['no name', { ok: false, reason: 'name' } as const, t('account.errors.name')],
    ['an ended session', { ok: false, reason: 'signed-out' } as const, t('account.errors.signed-out')],
    ['a server that goes down', undefined as never, t('account.errors.unreachable')],
  ])('says what to do after %s', async (_, result, text) => {
    const user = renderPage(<NameForm name="Before" rename={async () => result} />);
    await user.click(press(t('account.saveName')));
    expect((await screen.findByRole('alert')).textContent).toContain(text);
  });
});

describe('another password', () => {
  const fill = async (user: ReturnType<typeof renderPage>) => {
    await user.type(screen.getByLabelText(t('account.currentPassword')), 'present');
    await user.type(screen.getByLabelText(t('account.newPassword')), 'next one here');
    await user.click(press(t('account.changePassword')));
  };

  it('is asked for with the present one, and both fields are empty afterwards', async () => {
    const changePassword = vi.fn(async () => ({ ok: true }) as const);
    const user = renderPage(<PasswordForm hasPassword changePassword={changePassword} />);
    await fill(user);
    await screen.findByText(t('account.passwordChanged'));
    expect(changePassword).toHaveBeenCalledWith({ current: 'present', next: 'next one here' });
    expect(screen.getByLabelText<HTMLInputElement>(t('account.currentPassword')).value).toBe('');
  });

  it('says by the field what is wrong with it, and elsewhere what is wrong with the rest', async () => {
    const answers = [
      { ok: false, reason: 'password', problem: 'common' } as const,
      { ok: false, reason: 'wrong-password' } as const,
      later(60_000),
    ];
    const user = renderPage(<PasswordForm hasPassword changePassword={async () => answers.shift() ?? later(0)} />);
    await fill(user);
    await screen.findByText(t('account.errors.password.common'));
    await user.click(press(t('account.changePassword')));
    await screen.findByText(t('account.errors.wrong-password'));
    expect(screen.queryByText(t('account.errors.password.common'))).toBeNull();
    await user.click(press(t('account.changePassword')));
    await screen.findByText(t('account.errors.later', { minutes: 1 }));
  });

  it('asks for no present one where there is none', () => {
    renderPage(<PasswordForm hasPassword={false} changePassword={async () => later(0)} />);
    expect(screen.queryByLabelText(t('account.currentPassword'))).toBeNull();
  });
});

describe('signed-in browsers', () => {
  const sessions = [
    { id: 'here', client: 'Firefox, Linux', createdAt: new Date(0), isCurrent: true },
    { id: 'there', client: '', createdAt: new Date(0), isCurrent: false },
  ];

  it('are signed out one by one: another one by the server, this one by going', async () => {
    const endOne = vi.fn(async () => ({ ok: true }) as const);
    const user = renderPage(<SessionList sessions={sessions} endOne={endOne} endAll={async () => later(0)} />);
    await user.click(screen.getByRole('button', { name: new RegExp(t('account.sessions.unknown')) }));
    await screen.findByText(t('account.sessions.ended'));
    expect(endOne.mock.calls).toEqual([['there']]);
    await user.click(screen.getByRole('button', { name: /Firefox, Linux/ }));
    await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1));
    expect(endOne).toHaveBeenCalledTimes(1);
  });

  it('are signed out all at once, and this one goes last', async () => {
    signOut.mockClear();
    const endAll = vi.fn(async () => ({ ok: true }) as const);
    const user = renderPage(<SessionList sessions={sessions} endOne={async () => later(0)} endAll={endAll} />);
    await user.click(press(t('account.sessions.endAll')));
    await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1));
    expect(endAll).toHaveBeenCalledTimes(1);
  });
});

describe('deleting the account', () => {
  const plan = {
    answers: 2,
    labRuns: 1,
    taken: 1,
    owned: [
      { name: 'Shared', heir: 'Second' },
      { name: 'Alone', heir: null },
    ],
  };

  it('says before what becomes of answers and classes', () => {
    renderPage(<DeleteAccount plan={plan} hasPassword deleteAccount={async () => later(0)} />);
    const said = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(said).toEqual([
      t('account.delete.answers', { answers: 2, labRuns: 1 }),
      t('account.delete.taken', { count: 1 }),
      t('account.delete.handedOver', { name: 'Shared', heir: 'Second' }),
      t('account.delete.archived', { name: 'Alone' }),
      t('account.delete.backups'),
    ]);
  });

  it('asks for the password, then forgets what this browser keeps for the account and signs out', async () => {
    signOut.mockClear();
    localStorage.setItem('interleave.outbox.learner.w1', 'unsent');
    localStorage.setItem('interleave.outbox.somebody.w1', 'unsent');
    const answers = [{ ok: false, reason: 'wrong-password' } as const, { ok: true } as const];
    const remove = vi.fn(async (_input: unknown) => answers.shift() ?? later(0));
    const user = renderPage(<DeleteAccount plan={plan} hasPassword deleteAccount={remove} />);
    await user.click(press(t('account.delete.open')));
    await user.type(await screen.findByLabelText(t('account.currentPassword')), 'present');
    await user.click(press(t('account.delete.confirm')));
    await screen.findByText(t('account.errors.wrong-password'));
    expect(signOut).not.toHaveBeenCalled();
    await user.click(press(t('account.delete.confirm')));
    await waitFor(() => expect(signOut).toHaveBeenCalledTimes(1));
    expect(remove).toHaveBeenLastCalledWith({ password: 'present' });
    expect(localStorage.getItem('interleave.outbox.learner.w1')).toBeNull();
    expect(localStorage.getItem('interleave.outbox.somebody.w1')).toBe('unsent');
  });
});
