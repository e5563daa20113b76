import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { navigation } from '@/components/testing/navigation';
import { renderPage, t } from '@/components/testing/render-page';
import { AssignForm, AssignmentForm } from './assignment-forms';
import { AssignmentResults, type ResultRow } from './assignment-results';
import { ChangeButton } from './change-button';
import type { ClassAction } from './use-class-action';

const done = () => vi.fn<ClassAction>().mockResolvedValue({ ok: true, classId: 'c1' });
const choices = {
  topic: [],
  lesson: [{ ref: 'a/b', title: 'Elections' }],
  quiz: [
    { ref: 'a', title: 'Consensus' },
    { ref: 's', title: 'Streams' },
  ],
  challenge: [],
  case: [],
};

it('something is assigned with what is chosen, and the same thing again only under another id', async () => {
  const changeClass = done();
  const user = renderPage(<AssignForm {...{ classId: 'c1', changeClass, choices }} timeZone="Asia/Seoul" />);
  await user.selectOptions(screen.getByLabelText(t('class.assign.target')), 'Streams');
  await user.type(screen.getByLabelText(t('class.assign.due')), '2026-12-24T23:59');
  await user.type(screen.getByLabelText(t('class.assign.attemptsMax')), '2');
  await user.selectOptions(screen.getByLabelText(t('class.assign.counts')), t('class.assign.countsItems.first'));
  const add = screen.getByRole('button', { name: t('class.assign.add') });
  await user.click(add);
  const terms = { note: '', opensAt: null, dueAt: '2026-12-24T23:59', attemptsMax: 2, counts: 'first' };
  const newId = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(changeClass).toHaveBeenCalledWith({
    classId: 'c1',
    change: { kind: 'assign', newId, of: 'quiz', ref: 's', ...terms },
  });
  await user.click(add);
  const ids = changeClass.mock.calls.map(([input]) => (input as { change: { newId: string } }).change.newId);
  expect(new Set(ids).size).toBe(2);
});

it('what is no quiz asks for no attempts', async () => {
  const changeClass = done();
  const user = renderPage(<AssignForm {...{ classId: 'c1', changeClass, choices }} timeZone="Asia/Seoul" />);
  await user.selectOptions(screen.getByLabelText(t('class.assign.kind')), t('assignments.kinds.lesson'));
  expect(screen.queryByLabelText(t('class.assign.attemptsMax'))).toBeNull();
  await user.click(screen.getByRole('button', { name: t('class.assign.add') }));
  expect(changeClass).toHaveBeenCalledWith({
    classId: 'c1',
    change: expect.objectContaining({ of: 'lesson', ref: 'a/b', attemptsMax: null, counts: 'best' }),
  });
});

it('a due date can be moved and taken away', async () => {
  const changeClass = done();
  const terms = {
    note: 'Read first.',
    opensAt: null,
    dueAt: '2026-12-24T23:59',
    attemptsMax: 1,
    counts: 'last',
  } as const;
  const user = renderPage(
    <AssignmentForm {...{ classId: 'c1', changeClass, terms }} assignment="a1" isQuiz timeZone="Asia/Seoul" />,
  );
  await user.clear(screen.getByLabelText(t('class.assign.due')));
  await user.click(screen.getByRole('button', { name: t('class.save') }));
  expect(changeClass).toHaveBeenCalledWith({
    classId: 'c1',
    change: { kind: 'change-assignment', assignment: 'a1', ...terms, dueAt: null },
  });
});

const row = (id: string, name: string, state: ResultRow['state']): ResultRow => ({
  ...{ id, name, state, href: `/classes/c1/learners/${id}`, due: 'Dec 1', isExtended: false, done: '', result: '' },
});
const rows = [row('l1', 'Learner 01', 'overdue'), row('l2', 'Learner 02', 'done')];
const common = { classId: 'c1', assignment: 'a1', rows, sections: [{ id: 's1', name: 'Tuesday' }] };

it('the due date is extended for the learners that are ticked, or for a section', async () => {
  const changeClass = done();
  const user = renderPage(<AssignmentResults {...common} changeClass={changeClass} canExtend />);
  expect(
    within(screen.getByRole('row', { name: /Learner 01/ })).getByText(t('assignments.states.overdue')),
  ).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: t('class.assign.choose', { name: 'Learner 01' }) }));
  await user.type(screen.getByLabelText(t('class.assign.newDue')), '2026-12-31T18:00');
  const apply = screen.getByRole('button', { name: t('class.assign.extendSubmit') });
  await user.click(apply);
  const change = { kind: 'extend', assignment: 'a1', learners: ['l1'], section: null, dueAt: '2026-12-31T18:00' };
  expect(changeClass).toHaveBeenLastCalledWith({ classId: 'c1', change });
  await user.selectOptions(screen.getByLabelText(t('class.assign.scope')), 's1');
  await user.click(apply);
  expect(changeClass).toHaveBeenLastCalledWith({
    classId: 'c1',
    change: { ...change, learners: 'all', section: 's1' },
  });
});

it('who may not manage the class sees results and no form', () => {
  renderPage(<AssignmentResults {...common} changeClass={done()} canExtend={false} />);
  expect(screen.getByText('Learner 02')).toBeTruthy();
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});

it('deleting leads to the list of what is left', async () => {
  const changeClass = done();
  const user = renderPage(
    <ChangeButton
      {...{ classId: 'c1', changeClass }}
      change={{ kind: 'remove-assignment' }}
      then="/classes"
      label="Go"
    />,
  );
  await user.click(screen.getByRole('button', { name: 'Go' }));
  expect(navigation.pushed).toEqual(['/classes']);
});
