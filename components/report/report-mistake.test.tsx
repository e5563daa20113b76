import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { OutboxProvider } from '@/components/outbox/outbox-provider';
import { AccountContext } from '@/components/reader/account-provider';
import { renderPage } from '@/components/testing/render-page';
import { ReportMistake } from './report-mistake';

const place = { topicId: 'a-topic', kind: 'section', ref: 'opening' } as const;

it('a signed-in reader reports what is wrong, and is told that it is saved', async () => {
  const sent = vi.fn(async (_: unknown) => ({ ok: true as const }));
  const user = renderPage(
    <AccountContext value={{ account: { id: 'learner', name: 'Learner' }, refresh: async () => {} }}>
      <OutboxProvider senders={{ report: sent }}>
        <ReportMistake place={place} />
      </OutboxProvider>
    </AccountContext>,
  );
  await user.click(screen.getByRole('button', { name: 'Report a mistake' }));
  await user.type(await screen.findByLabelText('What is wrong?'), 'The year.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByText('The report is saved.');
  expect(sent).toHaveBeenCalledWith({ id: expect.any(String), ...place, locale: 'en', text: 'The year.' });
});

it('a reader without an account is offered no form', () => {
  renderPage(
    <AccountContext value={{ account: null, refresh: async () => {} }}>
      <ReportMistake place={place} />
    </AccountContext>,
  );
  expect(screen.queryByRole('button')).toBeNull();
});
