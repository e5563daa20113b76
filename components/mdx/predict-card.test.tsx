import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { OutboxProvider } from '@/components/outbox/outbox-provider';
import { AccountContext, type SiteAccount } from '@/components/reader/account-provider';
import { renderPage } from '@/components/testing/render-page';
import type { Sender } from '@/lib/outbox';
import { LessonProvider } from './lesson-context';
import { PredictCard } from './predict-card';

const refresh = async () => {};
const nothing = vi.fn();
const lesson = {
  topicId: 'a-topic',
  sections: [],
  sources: [],
  attempt: { start: nothing, hint: nothing, handIn: nothing, discard: nothing },
};
const options = [
  { id: 'a', content: 'the first', isRight: true, reply: null, run: null },
  { id: 'b', content: 'the second', isRight: false, reply: 'not so', run: null },
];

/** A lesson whose reader is known once the button is pressed. */
function LessonOfLateAccount({ send }: { readonly send: Sender }) {
  const [account, setAccount] = useState<SiteAccount | undefined>(undefined);
  return (
    <AccountContext value={{ account, refresh }}>
      <button type="button" onClick={() => setAccount({ id: 'learner', name: 'Learner' })}>
        known
      </button>
      <OutboxProvider senders={{ 'lesson-prediction': send }}>
        <LessonProvider lesson={lesson}>
          <PredictCard name="which" isSent question="Which?" options={options} answer={null} />
        </LessonProvider>
      </OutboxProvider>
    </AccountContext>
  );
}

it('an answer that is pressed before the account is known reaches it once it is, and once', async () => {
  const send = vi.fn<Sender>().mockResolvedValue({ ok: true });
  const user = renderPage(<LessonOfLateAccount send={send} />);
  await user.click(screen.getByRole('button', { name: 'the second' }));
  expect(screen.getByText('not so')).toBeTruthy();
  expect(send).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'known' }));
  expect(send).toHaveBeenCalledOnce();
  expect(send).toHaveBeenCalledWith(
    expect.objectContaining({ topicId: 'a-topic', predictionId: 'which', choiceId: 'b' }),
  );
});
