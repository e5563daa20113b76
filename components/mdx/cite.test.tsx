import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPage } from '@/components/testing/render-page';
import { Cite } from './cite';
import { LessonProvider } from './lesson-context';

const refuse = async () => ({ ok: false as const, reason: 'test' });
const lesson = {
  topicId: 'a-topic',
  sections: [],
  sources: [
    { id: 'paper', title: 'A paper', url: 'https://example.org/paper' },
    { id: 'book', title: 'A book', url: undefined },
  ],
  attempt: { start: refuse, hint: refuse, handIn: refuse, discard: refuse },
};

it('a citation is a number that leads to the list, and shows its source and place on focus', async () => {
  const user = renderPage(
    <LessonProvider lesson={lesson}>
      <p>
        So it is.
        <Cite source="book" at="§5.2" />
      </p>
      <Cite source="paper" at="Figure 2" />
    </LessonProvider>,
  );
  const number = () => screen.getByLabelText('Source 2: A book, §5.2');
  expect(number().getAttribute('href')).toBe('#source-book');
  await user.tab();
  const card = await screen.findByRole('dialog', { name: 'A book' });
  expect(card.textContent).toContain('§5.2');
  expect(document.activeElement).toBe(number());
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
