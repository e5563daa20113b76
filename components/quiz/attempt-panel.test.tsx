import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import type { Sender } from '@/lib/outbox';
import { bindItem } from '@/quiz/score';
import { oneOfEach, testLabs } from '@/quiz/testing/items';
import { UNKNOWN } from '@/quiz/unknown';
import { AttemptPanel } from './attempt-panel';
import type { Attempt, AttemptActions } from './types';

const bound = { single: bindItem(oneOfEach.single, testLabs), multiple: bindItem(oneOfEach.multiple, testLabs) };
const inOrder = <Thing,>(things: readonly Thing[]): readonly Thing[] => things;
const items = [bound.single.toPublic(inOrder), bound.multiple.toPublic(inOrder)];

function attemptOf(behaviour: 'quiz' | 'practice', over: Partial<Attempt> = {}): Attempt {
  return { id: 'attempt', behaviour, items, answered: [], withheld: [], hints: {}, finished: null, ...over };
}

const objectives = [
  { id: 'an-objective', text: 'Do it', section: { href: '/topics/a-topic/lesson/one#there', title: 'There' } },
];

let actions: AttemptActions;

/** A server that keeps the attempt, and says of each answer what the test wants it to. */
function renderAttempt(behaviour: 'quiz' | 'practice', answer: Sender, over: Partial<Attempt> = {}) {
  const attempt = attemptOf(behaviour, over);
  actions = {
    start: vi.fn().mockResolvedValue({ ok: true, attempt, code: {} }),
    hint: vi.fn().mockResolvedValue({ ok: true, hint: { ko: '힌트', en: 'the first hint' } }),
    handIn: vi.fn().mockResolvedValue({ ok: true }),
    discard: vi.fn().mockResolvedValue({ ok: true }),
  };
  return renderPage(
    <AttemptPanel
      topicId="a-topic"
      behaviour={behaviour}
      objectives={objectives}
      at={null}
      sources={[]}
      initial={{ attempt, code: {} }}
      actions={actions}
      next={null}
      welcome={null}
    />,
    { senders: { answer } },
  );
}

/** What the server tells of an answer to the first item. */
function told(response: readonly string[], { tries = 1, isRevealed = true } = {}) {
  const score = bound.single.score(response);
  if (score === null) throw new Error('no answer');
  const reveal = isRevealed ? bound.single.reveal() : null;
  return { itemId: 'single', response, tries, told: { score, credit: score.earned, reveal } };
}

/** A choice by its text, as a pointer finds it. */
const choice = (text: string) => screen.getByText(text, { selector: 'label *' });
const button = (name: string) => screen.getByRole('button', { name });

beforeEach(() => {
  window.history.replaceState(null, '', '/');
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => setTimeout(work, 0));
});

it('tells what an answer shows to be believed, with a link to the place that puts it right', async () => {
  const source = { title: 'A source', at: '§1', url: 'https://example.org/' };
  const beliefs = [{ id: 'a', name: { ko: '오해', en: 'A belief' }, text: { ko: '글', en: 'Wrong' }, source }];
  const { told: shown, ...rest } = told(['a'], { tries: 3 });
  const answered = { ...rest, told: { ...shown, beliefs } };
  const user = renderAttempt(
    'practice',
    vi.fn<Sender>().mockResolvedValue({ ok: true, ...{ answered, finished: null } }),
  );
  await user.click(choice('a'));
  await user.click(button(t('quiz.check')));
  await screen.findByText(t('quiz.beliefs'));
  expect(screen.getByRole('link', { name: /A source/ }).getAttribute('href')).toBe(source.url);
});

describe('a question of a quiz', () => {
  it('is asked for when nothing was chosen, and nothing is sent', async () => {
    const answer = vi.fn<Sender>();
    const user = renderAttempt('quiz', answer);
    await user.click(button(t('quiz.save')));
    expect(screen.getByText(t('quiz.missing.single'))).toBeTruthy();
    expect(answer).not.toHaveBeenCalled();
  });

  it('is saved before it is said to be saved, tells nothing, and leads on to the next', async () => {
    let confirm: (reply: { ok: true }) => void = () => {};
    const answer = vi.fn<Sender>().mockReturnValue(new Promise((resolve) => (confirm = resolve)));
    const user = renderAttempt('quiz', answer);
    await user.click(choice('b'));
    await user.click(button(t('quiz.save')));
    expect(screen.queryByText(t('quiz.toldAtTheEnd'))).toBeNull();
    const answered = { itemId: 'single', response: ['b'], tries: 1, told: null };
    confirm({ ok: true, ...{ answered, finished: null } });
    expect(await screen.findByText(t('quiz.toldAtTheEnd'))).toBeTruthy();
    expect(answer.mock.calls[0]?.[0]).toMatchObject({
      attemptId: 'attempt',
      itemId: 'single',
      response: ['b'],
      tries: 1,
    });
    expect(screen.queryByText(/about [abc]/)).toBeNull();
    await user.click(button(t('quiz.next')));
    expect(screen.getByText(t('quiz.number', { number: 2, count: 2 }), { exact: false })).toBeTruthy();
  });

  it('that cannot be sent waits in this browser and says so', async () => {
    const user = renderAttempt('quiz', vi.fn<Sender>().mockRejectedValue(new TypeError('offline')));
    await user.click(choice('b'));
    await user.click(button(t('quiz.save')));
    expect((await screen.findAllByText(t('quiz.waitingTitle'))).length).toBeGreaterThan(0);
    expect(await screen.findByText(t('outbox.waiting', { count: 1 }))).toBeTruthy();
    expect(Object.keys(localStorage).filter((key) => key.startsWith('interleave.outbox.learner'))).not.toEqual([]);
  });

  it('that the server refuses is not lost without a word', async () => {
    const user = renderAttempt('quiz', async () => ({ ok: false, reason: 'not-yours' }));
    await user.click(choice('b'));
    await user.click(button(t('quiz.save')));
    expect(await screen.findByText(t('quiz.refusedTitle'))).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'b' }).checked).toBe(true);
  });
});

describe('a quiz with questions that are unanswered', () => {
  it('is handed in once that is confirmed, and shows them as not answered', async () => {
    const user = renderAttempt('quiz', vi.fn<Sender>());
    await user.click(button(t('quiz.skip')));
    await user.click(button(t('quiz.toResult')));
    await user.click(await screen.findByRole('button', { name: t('quiz.handIn.do') }));
    expect(actions.handIn).not.toHaveBeenCalled();
    expect(screen.getByText(t('quiz.handIn.sure'))).toBeTruthy();
    const told = { score: bound.single.scoreUnanswered(), credit: 0, reveal: bound.single.reveal() };
    const answered = [{ itemId: 'single', response: null, tries: 0, told }];
    const finished = { earned: 0, total: 1, isPassed: false };
    const attempt = attemptOf('quiz', { items: items.slice(0, 1), answered, finished });
    vi.mocked(actions.start).mockResolvedValue({ ok: true, attempt, code: {} });
    await user.click(button(t('quiz.handIn.do')));
    expect(actions.handIn).toHaveBeenCalledWith({ attemptId: 'attempt' });
    expect(await screen.findByText(t('quiz.verdict.none'))).toBeTruthy();
    await user.click(button(t('quiz.reviewItem', { number: 1 })));
    expect(screen.getByText(t('quiz.verdict.none'))).toBeTruthy();
    expect(screen.getByText('about b')).toBeTruthy();
  });
});

describe('"I don’t know"', () => {
  it('is sent as such, without a choice and by the keyboard, and shown apart from what was left open', async () => {
    const answered = { itemId: 'single', response: UNKNOWN, tries: 1, told: null };
    const answer = vi.fn<Sender>().mockResolvedValue({ ok: true, ...{ answered, finished: null } });
    const user = renderAttempt('quiz', answer);
    button(t('quiz.save')).focus();
    await user.tab();
    expect(document.activeElement).toBe(button(t('quiz.unknown')));
    await user.keyboard('{Enter}');
    expect(await screen.findByText(t('quiz.savedUnknown'))).toBeTruthy();
    expect(answer.mock.calls[0]?.[0]).toMatchObject({ response: UNKNOWN, confidence: null, tries: 1 });
    await user.click(button(t('quiz.next')));
    await user.click(button(t('quiz.toResult')));
    expect(await screen.findByText(t('quiz.unknown'))).toBeTruthy();
    expect(screen.getByText(t('quiz.open'))).toBeTruthy();
  });
});

describe('the address', () => {
  it('says which question is asked, and Back leads to the one before', async () => {
    const user = renderAttempt('quiz', vi.fn<Sender>());
    expect(window.location.search).toBe('?q=1');
    await user.click(button(t('quiz.skip')));
    expect(window.location.search).toBe('?q=2');
    await user.click(button(t('quiz.toResult')));
    expect(window.location.search).toBe('?q=result');
    const second = t('quiz.number', { number: 2, count: 2 });
    window.history.back();
    expect(await screen.findByText(second, { exact: false })).toBeTruthy();
    window.history.forward();
    expect(await screen.findByRole('heading', { name: t('quiz.resultOpenTitle') })).toBeTruthy();
  });

  it('leads to its question when the page is opened by it', () => {
    window.history.replaceState(null, '', '/?q=2');
    renderAttempt('quiz', vi.fn<Sender>());
    expect(screen.getByText(t('quiz.number', { number: 2, count: 2 }), { exact: false })).toBeTruthy();
  });
});

describe('the result of a quiz', () => {
  it('says of each objective what was earned, and of one that is weak where to read, practise and watch', async () => {
    const told = { score: bound.single.scoreUnanswered(), credit: 0, reveal: bound.single.reveal() };
    const answered = [{ itemId: 'single', response: UNKNOWN, tries: 1, told }];
    const finished = { earned: 0, total: 1, isPassed: false };
    window.history.replaceState(null, '', '/?q=result');
    renderAttempt('quiz', vi.fn<Sender>(), { items: items.slice(0, 1), answered, finished });
    const results = within(await screen.findByRole('region', { name: t('quiz.objectives.title') }));
    expect(results.getByText(t('quiz.points', { earned: 0, total: 1 }))).toBeTruthy();
    const readAgain = results.getByRole('link', { name: t('quiz.objectives.readAgain', { section: 'There' }) });
    expect(readAgain.getAttribute('href')).toBe('/topics/a-topic/lesson/one#there');
    const practise = results.getByRole('link', { name: t('quiz.objectives.practise') });
    expect(practise.getAttribute('href')).toBe('/topics/a-topic/practice?objective=an-objective');
  });
});

describe('a question of practice', () => {
  it('gives another try after a wrong answer, then tells why', async () => {
    const answer = vi.fn<Sender>();
    answer.mockResolvedValueOnce({ ok: true, ...{ answered: told(['a'], { isRevealed: false }), finished: null } });
    answer.mockResolvedValueOnce({ ok: true, ...{ answered: told(['b'], { tries: 2 }), finished: null } });
    const user = renderAttempt('practice', answer);
    await user.click(choice('a'));
    await user.click(button(t('quiz.check')));
    expect(await screen.findByText(t('quiz.verdict.wrong'))).toBeTruthy();
    expect(screen.queryByText('about b')).toBeNull();
    await user.click(button(t('quiz.tryAgain')));
    await user.click(choice('b'));
    await user.click(button(t('quiz.check')));
    expect(await screen.findByText(t('quiz.verdict.right'))).toBeTruthy();
    expect(answer.mock.calls[1]?.[0]).toMatchObject({ response: ['b'], tries: 2 });
    expect(screen.getByText('about b')).toBeTruthy();
  });
});
