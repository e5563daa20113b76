import { render, screen } from '@testing-library/react';
import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { AccountProvider, useAccount } from './account-provider';

function Reader() {
  const account = useAccount();
  return <p>{account == null ? 'nobody' : `${account.name}, ${account.review?.due ?? 'not counted'}`}</p>;
}

afterEach(() => vi.unstubAllGlobals());

it('who reads the page is known before their cards are counted', async () => {
  let count: (answer: Response) => void = () => undefined;
  vi.stubGlobal('fetch', (address: string) =>
    address === '/api/me'
      ? Promise.resolve(Response.json({ id: 'learner', name: 'Learner' }))
      : new Promise<Response>((resolve) => {
          count = resolve;
        }),
  );
  render(
    <AccountProvider>
      <Reader />
    </AccountProvider>,
  );
  expect(await screen.findByText('Learner, not counted')).toBeTruthy();
  await act(async () => count(Response.json({ due: 3, retention: 0.9 })));
  expect(await screen.findByText('Learner, 3')).toBeTruthy();
});
