import { expect, it, vi } from 'vitest';
import { view } from '@/components/labs/raft/view';
import type { Outbox } from '@/lib/outbox';
import { watchTries } from './challenge-tries';

it('a run that is opened again is no try until more is done in it', async () => {
  const session = (await view.tasks()).openChallenge('depose-a-leader');
  if (session?.simulated == null || session.challenge === null) throw new Error('there is such a challenge');
  const { challenge, simulated } = session;
  // As an address leads to it, with what was done before.
  let isChanged = false;
  const reopened = {
    ...session,
    simulated: { ...simulated, isChanged: () => isChanged },
    challenge: { ...challenge, id: challenge.id, status: () => ({ commandsUsed: 2, met: null, obstacle: null }) },
  };
  const send = vi.fn().mockResolvedValue({ status: 'waiting' });
  const around = { outbox: { send } as unknown as Outbox, isPossible: () => true };
  watchTries('raft', reopened, around)();
  expect(send).not.toHaveBeenCalled();
  isChanged = true;
  watchTries('raft', reopened, around)();
  expect(send).toHaveBeenCalledOnce();
});
