import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { navigation } from '@/components/testing/navigation';
import { renderPage, t } from '@/components/testing/render-page';
import { later } from '@/lib/later';
import { ChangeButton } from './change-button';
import { JoinClassForm } from './join-class-form';
import { JoinForm } from './join-form';
import { OpenClassForm } from './open-class-form';
import { OverviewTable } from './overview-table';
import type { ClassAction } from './use-class-action';

const open = () => screen.getByRole('button', { name: t('classes.open') });
const next = () => screen.getByRole('button', { name: t('classes.next') });
const join = () => screen.getByRole('button', { name: t('classes.join') });

describe('the form that opens a class', () => {
  it('sends the name and leads to the class', async () => {
    const openClass = vi.fn<ClassAction>().mockResolvedValue({ ok: true, classId: 'c1' });
    const user = renderPage(<OpenClassForm openClass={openClass} />);
    await user.type(screen.getByLabelText(t('classes.name')), 'Backend');
    await user.click(open());
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(openClass).toHaveBeenCalledWith({ id, language: 'en', name: 'Backend' });
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
  it('by code leads to the page that says what will be seen, and says when no class can have the code', async () => {
    const user = renderPage(<JoinClassForm />);
    await user.type(screen.getByLabelText(t('classes.code')), 'ABC');
    await user.click(next());
    await screen.findByText(t('classes.errors.unknown-code'));
    expect(navigation.pushed).toEqual([]);
    await user.type(screen.getByLabelText(t('classes.code')), 'd-efgh');
    await user.click(next());
    expect(navigation.pushed).toEqual(['/join/ABCDEFGH']);
  });

  it('happens on the press, not on opening the page, with what the learner says', async () => {
    const joinClass = vi.fn<ClassAction>().mockResolvedValueOnce(later(90_000));
    joinClass.mockResolvedValueOnce({ ok: true, classId: 'c2' });
    const user = renderPage(<JoinForm code="K7Q" joinClass={joinClass} />);
    await user.type(screen.getByLabelText(t('classes.alias')), 'Fox');
    expect(joinClass).not.toHaveBeenCalled();
    await user.click(join());
    await screen.findByText(t('classes.errors.later', { minutes: 2 }));
    await user.click(join());
    expect(joinClass).toHaveBeenLastCalledWith({ code: 'K7Q', alias: 'Fox', studentNumber: '', showsStanding: false });
    expect(navigation.pushed).toEqual(['/classes/c2']);
  });
});

describe('a change of a class', () => {
  it('that cannot be undone is asked for again', async () => {
    const changeClass = vi.fn<ClassAction>().mockResolvedValue({ ok: true, classId: 'c1' });
    const change = { kind: 'new-code' };
    const user = renderPage(
      <ChangeButton
        {...{ classId: 'c1', changeClass, change, label: 'Change' }}
        confirm={{ title: 'Change the code?', lead: 'The present one stops working.' }}
      />,
    );
    await user.click(screen.getByRole('button', { name: 'Change' }));
    const dialog = await screen.findByRole('dialog', { name: 'Change the code?' });
    expect(changeClass).not.toHaveBeenCalled();
    await user.click(within(dialog).getByRole('button', { name: 'Change' }));
    expect(changeClass).toHaveBeenCalledWith({ classId: 'c1', change });
  });
});

describe('the overview', () => {
  const topics = [
    { id: 'a', title: 'Consensus' },
    { id: 'b', title: 'Streams' },
  ];
  const row = { id: 'l1', name: 'Somebody', note: 'l@example.test', activeMs: null, attention: '', levels: '04' };

  it('has a row for each learner with the level in each topic in words, and says how it is sorted', () => {
    renderPage(
      <OverviewTable rows={[row]} topics={topics} href="/classes/c1" filters="status=in&" sort="b" order="asc" />,
    );
    const cells = screen.getAllByRole('cell').map(({ textContent }) => textContent);
    expect(cells).toEqual([t('class.never'), t('mastery.levels.not-started'), t('mastery.levels.mastered')]);
    expect(screen.getByRole('columnheader', { name: 'Streams' })).toHaveProperty('ariaSort', 'ascending');
    expect(screen.getByRole('link', { name: 'Streams' })).toHaveProperty('search', '?status=in&sort=b&order=desc');
    expect(screen.getByRole('link', { name: 'Somebody' })).toHaveProperty('pathname', '/classes/c1/learners/l1');
  });

  it('of fifty learners and 22 topics is under 150 KB with all that its page is sent for it', () => {
    const many = Array.from({ length: 22 }, (_, index) => ({ id: `topic-${index}`, title: 'Consensus algorithms' }));
    const rows = Array.from({ length: 50 }, (_, index) => ({
      ...row,
      ...{ id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`, name: `A learner ${index}` },
      ...{
        note: 'somebody@example.test · 2026-1234',
        attention: 'inactive for 12 days',
        levels: '0123'.repeat(6).slice(2),
      },
    }));
    renderPage(<OverviewTable rows={rows} topics={many} href="/classes/c1" filters="" sort="name" order="asc" />);
    const html = screen.getByRole('region').outerHTML.length;
    expect(html + JSON.stringify(rows).length).toBeLessThan(150_000);
  });
});
