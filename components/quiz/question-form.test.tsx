import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import type { PublicItem } from '@/quiz/score';
import { QuestionForm } from './question-form';

const renderer = vi.hoisted(() => ({ isBroken: false }));

vi.mock('./question-renderer', () => ({
  QuestionRenderer: () => {
    if (renderer.isBroken) throw new Error('this question cannot be drawn');
    return <p>the choices</p>;
  },
}));

const item = { id: 'a', type: 'single', stem: { ko: '누가 투표하나요?', en: 'Who votes?' } } as PublicItem;

afterEach(() => vi.restoreAllMocks());

describe('a question that cannot be drawn', () => {
  it('leaves the rest of the page, and is drawn when it is started again', async () => {
    // React reports what a boundary has caught.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    renderer.isBroken = true;
    const user = renderPage(
      <>
        <p>a paragraph of the lesson</p>
        <QuestionForm
          ref={null}
          kicker=""
          headingLevel={3}
          item={item}
          code={undefined}
          answered={null}
          told={null}
          draft={undefined}
          submitLabel={t('quiz.check')}
          onSubmit={async () => 'saved'}
          outcome={null}
        />
      </>,
    );
    expect(screen.getByText('a paragraph of the lesson')).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain(t('ui.broken.title'));
    renderer.isBroken = false;
    await user.click(screen.getByRole('button', { name: t('ui.broken.startAgain') }));
    expect(screen.getByText('the choices')).toBeTruthy();
  });
});
