import { screen } from '@testing-library/react';
import { useState } from 'react';
import { it, vi } from 'vitest';
import { renderPage } from '@/components/testing/render-page';
import type { Sender } from '@/lib/outbox';
import { useKeepRun } from './use-keep-run';

function Keeper() {
  const keepRun = useKeepRun('raft');
  const [said, setSaid] = useState<readonly string[]>([]);
  const note = (state: string) => setSaid((before) => [...before, state]);
  return (
    <>
      <button type="button" onClick={() => void keepRun?.({ step: 1 }, note).then(note)}>
        keep
      </button>
      <p>{said.join(', then ')}</p>
    </>
  );
}

it.each([
  [{ ok: true } as const, 'queued, then kept'],
  [{ ok: false, reason: 'not-this-run' } as const, 'queued, then refused'],
])('a run that had to wait hears the answer that comes later: %o', async (answer, said) => {
  const send = vi.fn<Sender>().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue(answer);
  const user = renderPage(<Keeper />, { senders: { 'lab-run': send } });
  await user.click(screen.getByRole('button', { name: 'keep' }));
  await screen.findByText('queued');
  window.dispatchEvent(new Event('online'));
  await screen.findByText(said);
});
