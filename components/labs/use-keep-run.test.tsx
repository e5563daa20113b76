import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import { localRuns } from '@/components/lab-shell/share/local-runs';
import { OutboxProvider } from '@/components/outbox/outbox-provider';
import { AccountContext } from '@/components/reader/account-provider';
import { renderPage, t } from '@/components/testing/render-page';
import type { Sender } from '@/lib/outbox';
import { view } from './raft/view';
import { useKeepRun } from './use-keep-run';

function openRun(): LabSession {
  const session = view.openScenario('split-vote', 0);
  if (session === null) throw new Error('there is no such scenario');
  return session;
}

function act(session: LabSession): LabSession {
  session
    .actions('s1', t)
    .find(({ id }) => id === 'crash')
    ?.run();
  return session;
}

function Keeper({ left, next }: { readonly left: LabSession; readonly next: LabSession }) {
  const { keep, keepLeft } = useKeepRun('raft');
  const [said, setSaid] = useState<readonly string[]>([]);
  const note = (state: string) => setSaid((before) => [...before, state]);
  return (
    <>
      <button type="button" onClick={() => void keep?.(left, note).then(note)}>
        keep
      </button>
      <button type="button" onClick={() => keepLeft(left, next)}>
        leave
      </button>
      <p>{said.join(', then ')}</p>
    </>
  );
}

const press = (name: string) => screen.getByRole('button', { name });

it.each([
  [{ ok: true } as const, 'queued, then kept'],
  [{ ok: false, reason: 'not-this-run' } as const, 'queued, then refused'],
])('a run that had to wait hears the answer that comes later: %o', async (answer, said) => {
  const send = vi.fn<Sender>().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue(answer);
  const user = renderPage(<Keeper left={openRun()} next={openRun()} />, { senders: { 'lab-run': send } });
  await user.click(press('keep'));
  await screen.findByText('queued');
  window.dispatchEvent(new Event('online'));
  await screen.findByText(said);
});

describe('a run that is left for another', () => {
  it('is kept in the account when somebody has acted in it, once, and the other run says so', async () => {
    const send = vi.fn<Sender>().mockResolvedValue({ ok: true });
    const [left, next] = [act(openRun()), openRun()];
    const user = renderPage(<Keeper left={left} next={next} />, { senders: { 'lab-run': send } });
    await user.click(press('leave'));
    await waitFor(() => expect(next.player.getState().notice).toEqual({ kind: 'left', where: 'kept' }));
    expect(send).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ labId: 'raft', recording: JSON.stringify(left.simulated?.recording()) }),
    );
    // Played on and left again, it is no other run.
    left.player.getState().stepForward();
    await user.click(press('leave'));
    expect(send).toHaveBeenCalledOnce();
  });

  it('is not kept again when it was kept by hand', async () => {
    const send = vi.fn<Sender>().mockResolvedValue({ ok: true });
    const user = renderPage(<Keeper left={act(openRun())} next={openRun()} />, { senders: { 'lab-run': send } });
    await user.click(press('keep'));
    await screen.findByText('kept');
    await user.click(press('leave'));
    expect(send).toHaveBeenCalledOnce();
  });

  it('is let go when nobody has acted in it', async () => {
    const send = vi.fn<Sender>().mockResolvedValue({ ok: true });
    const left = openRun();
    left.player.getState().seekStep(20);
    const user = renderPage(<Keeper left={left} next={openRun()} />, { senders: { 'lab-run': send } });
    await user.click(press('leave'));
    expect(send).not.toHaveBeenCalled();
  });

  it('lies in this browser when the server does not take it', async () => {
    const send = vi.fn<Sender>().mockResolvedValue({ ok: false, reason: 'refused' });
    const next = openRun();
    const user = renderPage(<Keeper left={act(openRun())} next={next} />, { senders: { 'lab-run': send } });
    await user.click(press('leave'));
    await waitFor(() => expect(next.player.getState().notice).toEqual({ kind: 'left', where: 'here' }));
    expect(localRuns('raft')).toHaveLength(1);
  });

  it('lies in this browser for a reader without an account, and opens as the scenario’s run that it was', async () => {
    const [left, next] = [act(openRun()), openRun()];
    const user = renderPage(
      <AccountContext value={{ account: null, refresh: async () => {} }}>
        <OutboxProvider senders={{}}>
          <Keeper left={left} next={next} />
        </OutboxProvider>
      </AccountContext>,
    );
    await user.click(press('leave'));
    await waitFor(() => expect(next.player.getState().notice).toEqual({ kind: 'left', where: 'here' }));
    const [run] = localRuns('raft');
    const opened = view.openJson(run?.recording ?? '', run?.scenarioId);
    expect(opened.ok && opened.session.scenarioId).toBe('split-vote');
  });
});
