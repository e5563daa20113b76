import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { navigation } from '@/components/testing/navigation';
import { renderPage, t } from '@/components/testing/render-page';
import { later } from '@/lib/later';
import { JoinByLink } from './join-by-link';
import { JoinClassForm } from './join-class-form';
import { OpenClassForm } from './open-class-form';
import { RosterTable } from './roster-table';
import type { ClassAction } from './use-class-action';

const open = () => screen.getByRole('button', { name: t('classes.open') });
const join = () => screen.getByRole('button', { name: t('classes.join') });

describe('the form that opens a class', () => {
  it('sends the name and leads to the class', async () => {
    const openClass = vi.fn<ClassAction>().mockResolvedValue({ ok: true, classId: 'c1' });
    const user = renderPage(<OpenClassForm openClass={openClass} />);
    await user.type(screen.getByLabelText(t('classes.name')), 'Backend');
    await user.click(open());
    expect(openClass).toHaveBeenCalledWith({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: 'Backend' });
    expect(navigation.pushed).toEqual(['/classes/c1']);
  });

  it('sends the same id again when the answer was lost, so that no second class is opened', async () => {
    const openClass = vi.fn<ClassAction>().mockRejectedValueOnce(new TypeError('offline'));
    openClass.mockResolvedValueOnce({ ok: true, classId: 'c1' });
    const user = renderPage(<OpenClassForm openClass={openClass} />);
    await user.type(screen.getByLabelText(t('classes.name')), 'Backend');
    await user.click(open());
    await screen.findByText(t('classes.errors.unreachable'));
    await user.click(open());
    expect(openClass).toHaveBeenCalledTimes(2);
    const [[first], [second]] = openClass.mock.calls as [[unknown], [unknown]];
    expect(second).toEqual(first);
  });

  it('says by the field what is wrong with the name', async () => {
    const user = renderPage(<OpenClassForm openClass={async () => ({ ok: false, reason: 'name' })} />);
    await user.click(open());
    await screen.findByText(t('classes.errors.name'));
    expect(screen.getByLabelText(t('classes.name'))).toHaveProperty('ariaInvalid', 'true');
    expect(navigation.pushed).toEqual([]);
  });
});

describe('joining a class', () => {
  it('by code says when the code is unknown, and when to try again', async () => {
    const joinClass = vi.fn<ClassAction>().mockResolvedValueOnce({ ok: false, reason: 'unknown-code' });
    joinClass.mockResolvedValueOnce(later(90_000));
    const user = renderPage(<JoinClassForm joinClass={joinClass} />);
    await user.type(screen.getByLabelText(t('classes.code')), 'ABC');
    await user.click(join());
    await screen.findByText(t('classes.errors.unknown-code'));
    await user.click(join());
    await screen.findByText(t('classes.errors.later', { minutes: 2 }));
  });

  it('by link happens on the press, not on opening the page', async () => {
    const joinClass = vi.fn<ClassAction>().mockResolvedValue({ ok: true, classId: 'c2' });
    const user = renderPage(<JoinByLink code="K7Q" joinClass={joinClass} />);
    expect(joinClass).not.toHaveBeenCalled();
    await user.click(join());
    expect(joinClass).toHaveBeenCalledWith('K7Q');
    expect(navigation.pushed).toEqual(['/classes/c2']);
  });
});

describe('the roster', () => {
  const topic = { topicId: 'a', sectionsRead: 1, sectionCount: 7, labRuns: 2, challenges: 3 };
  const nothing = { bestQuiz: null, openAnswers: null, predictions: { right: 0, answered: 0 } };
  const learner = { id: 'l1', name: 'Learner', email: 'l@example.test', joinedAt: new Date('2026-11-01') };

  it('has a row for each learner and topic, with what was done and what was not begun', () => {
    const begun = { bestQuiz: { earned: 8, total: 10 }, openAnswers: null, predictions: { right: 1, answered: 2 } };
    const progress = [
      { ...topic, ...begun },
      { ...topic, ...nothing, topicId: 'b' },
    ];
    renderPage(<RosterTable learners={[{ ...learner, progress }]} topicTitles={{ a: 'Consensus', b: 'Streams' }} />);
    const [, first, second] = screen.getAllByRole('row');
    for (const text of ['Learner', 'Consensus', t('classes.sections', { read: 1, count: 7 })])
      expect(first?.textContent).toContain(text);
    expect(first?.textContent).toContain(t('classes.points', { earned: 8, total: 10 }));
    expect(first?.textContent).toContain(t('classes.predictionsRight', { right: 1, answered: 2 }));
    expect(second?.textContent).toContain(t('classes.notBegun'));
    expect(second?.textContent).toContain(t('classes.noPredictions'));
  });
});
