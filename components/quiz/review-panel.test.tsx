import { screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import { timeZoneChoice } from '@/components/ui/time-zone';
import type { Sender } from '@/lib/outbox';
import { bindItem } from '@/quiz/score';
import { oneOfEach, testLabs } from '@/quiz/testing/items';
import { ReviewPanel } from './review-panel';
import type { DueCard } from './review-types';

vi.mock('next/navigation', async (load) => ({
  ...(await load<typeof import('next/navigation')>()),
  useRouter: () => ({ refresh: () => {} }),
}));

const bound = bindItem(oneOfEach.single, testLabs);
const item = bound.toPublic((things) => things);
const cards: readonly DueCard[] = ['one', 'two'].map((id) => ({ id, topicId: 'a-topic', kind: 'item', ref: item.id }));

/** Half past eleven in the evening in UTC; in Seoul the next day has begun. */
const NOW_MS = Date.UTC(2026, 10, 30, 23, 30);
const MINUTE_MS = 60_000;

/** A server that says when each card comes up again. */
function review(dueInMs: number) {
  const score = bound.score(['a']);
  if (score === null) throw new Error('no answer');
  const told = { score, reveal: bound.reveal(), dueMs: NOW_MS + dueInMs };
  return renderPage(
    <ReviewPanel
      cards={cards}
      withheld={[]}
      topics={[{ id: 'a-topic', title: 'A topic', sources: [] }]}
      next={<a href="/on">On</a>}
      actions={{
        open: vi.fn().mockResolvedValue({ ok: true, item, variant: 0, code: null }),
        takeBack: vi.fn(),
        handIn: vi.fn(),
        discard: vi.fn(),
      }}
    />,
    { senders: { review: vi.fn<Sender>().mockResolvedValue({ ok: true, ...{ told } }) } },
  );
}

async function answer(user: ReturnType<typeof renderPage>): Promise<void> {
  await user.click(await screen.findByText('a', { selector: 'label *' }));
  await user.click(screen.getByRole('button', { name: t('quiz.check') }));
  await screen.findByRole('button', { name: t('review.next') });
}

beforeEach(() => {
  vi.spyOn(Date, 'now').mockReturnValue(NOW_MS);
  timeZoneChoice.write('utc');
});

it('counts the cards down that are left, and leads on after the last', async () => {
  const user = review(5 * 24 * 60 * MINUTE_MS);
  for (const count of [2, 1]) {
    await screen.findByText(t('review.left', { count }));
    await answer(user);
    await user.click(screen.getByRole('button', { name: t('review.next') }));
  }
  screen.getByText(t('review.left', { count: 0 }));
  screen.getByText((text) => text.startsWith(t('review.doneCount', { count: 2 })));
  screen.getByRole('link', { name: 'On' });
});

it('says how long it is to a card that comes again today, never that it is today', async () => {
  await answer(review(10 * MINUTE_MS));
  screen.getByText(t('review.dueAgainSoon', { minutes: 10 }));
  expect(document.body.textContent).not.toContain('November 30');
});

it('says the day of every other, in the reader’s own zone', async () => {
  await answer(review(60 * MINUTE_MS));
  screen.getByText(t('review.dueAgain', { date: 'December 1, 2026' }));
});

it('goes by the zone that the reader has chosen', async () => {
  // In Seoul both are on the first of December.
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
    ...new Intl.DateTimeFormat('en').resolvedOptions(),
    timeZone: 'Asia/Seoul',
  });
  timeZoneChoice.write('device');
  await answer(review(60 * MINUTE_MS));
  screen.getByText(t('review.dueAgainLater', { hours: 1 }));
});
