import { screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import { later } from '@/lib/later';
import type { Sender } from '@/lib/outbox';
import { useOutbox } from './outbox-provider';

function Writer() {
  const outbox = useOutbox();
  return (
    <button type="button" onClick={() => void outbox?.send({ id: 'w1', kind: 'note', body: { text: 'hello' } })}>
      write
    </button>
  );
}

const waiting = () => screen.queryByText(t('outbox.waiting', { count: 1 }));

it('a write that could not be sent is said to wait, and is sent when the connection is back', async () => {
  const note = vi.fn<Sender>().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue({ ok: true });
  const user = renderPage(<Writer />, { senders: { note } });
  await user.click(screen.getByRole('button', { name: 'write' }));
  await waitFor(() => expect(waiting()).not.toBeNull());
  window.dispatchEvent(new Event('online'));
  await waitFor(() => expect(waiting()).toBeNull());
  expect(note.mock.calls).toEqual([[{ text: 'hello' }], [{ text: 'hello' }]]);
});

it('a write that an earlier page left behind is sent when the next one opens', async () => {
  const busy = vi.fn<Sender>().mockResolvedValue(later(60_000));
  const user = renderPage(<Writer />, { senders: { note: busy } });
  await user.click(screen.getByRole('button', { name: 'write' }));
  await waitFor(() => expect(waiting()).not.toBeNull());
  const note = vi.fn<Sender>().mockResolvedValue({ ok: true });
  renderPage(<p>the next page</p>, { senders: { note } });
  await waitFor(() => expect(note).toHaveBeenCalledWith({ text: 'hello' }));
});
