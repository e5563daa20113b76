import { act, render, screen } from '@testing-library/react';
import { afterEach, it, vi } from 'vitest';
import { AccountContext, AccountProvider, useAccount, useOwn } from './account-provider';

afterEach(() => vi.unstubAllGlobals());

function Who() {
  const account = useAccount();
  return <p>{account === undefined ? 'not known' : account === null ? 'nobody' : account.name}</p>;
}

function Own() {
  return <p>{JSON.stringify(useOwn('course') ?? 'nothing')}</p>;
}

it('knows nobody before the server has answered, and asks again when the network is back', async () => {
  const answers = vi.fn().mockRejectedValueOnce(new TypeError('no network'));
  answers.mockResolvedValueOnce(Response.json({ id: 'a', name: 'Learner' }));
  vi.stubGlobal('fetch', answers);
  render(
    <AccountProvider>
      <Who />
    </AccountProvider>,
  );
  screen.getByText('not known');
  await act(async () => {});
  screen.getByText('not known');
  await act(async () => void window.dispatchEvent(new Event('online')));
  await screen.findByText('Learner');
});

it("never shows one account what was another's", async () => {
  let answer: (response: Response) => void = () => {};
  const fetched = vi.fn().mockResolvedValueOnce(Response.json('of a'));
  fetched.mockReturnValueOnce(new Promise<Response>((resolve) => (answer = resolve)));
  vi.stubGlobal('fetch', fetched);
  const as = (id: string) => (
    <AccountContext value={{ account: { id, name: id }, refresh: async () => {} }}>
      <Own />
    </AccountContext>
  );
  const { rerender } = render(as('a'));
  await screen.findByText('"of a"');
  rerender(as('b'));
  screen.getByText('"nothing"');
  await act(async () => answer(Response.json('of b')));
  await screen.findByText('"of b"');
});
