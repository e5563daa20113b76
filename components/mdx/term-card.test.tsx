import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPage } from '@/components/testing/render-page';
import { TermCard } from './term-card';

const term = { name: 'Quorum', text: 'More than half of the servers.', path: null };
const word = () => screen.getByRole('button', { name: 'quorum' });

it('a term shows its card on focus, keeps the focus, and Escape puts the card away', async () => {
  const user = renderPage(<TermCard term={term}>quorum</TermCard>);
  await user.tab();
  expect(await screen.findByRole('dialog', { name: 'Quorum' })).toBeTruthy();
  expect(document.activeElement).toBe(word());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement).toBe(word());
});

it('a term shows its card under a pointer', async () => {
  const user = renderPage(<TermCard term={term}>quorum</TermCard>);
  await user.hover(word());
  expect(await screen.findByRole('dialog', { name: 'Quorum' })).toBeTruthy();
});
