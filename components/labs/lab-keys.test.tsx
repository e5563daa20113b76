import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { renderPage, t } from '@/components/testing/render-page';
import { view as ioMultiplexing } from './io-multiplexing/view';
import { view } from './raft/view';

vi.mock('@/components/lab-shell/stage/nodes/lab-canvas', () => ({ LabCanvas: () => null }));

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('IntersectionObserver', ResizeObserver);
});
afterEach(() => vi.unstubAllGlobals());

/** A dialog's code is compiled when it is first opened: on a busy machine that takes its time. */
const CODE = { timeout: 30_000 };

function renderLab(layout: 'page' | 'lesson') {
  const session = view.openScenario('leader-crash', 0);
  if (session === null) throw new Error('there is no such scenario');
  const user = renderPage(
    <>
      <a href="/labs">All labs</a>
      <input aria-label="Search" />
      <LabShell session={session} label="Raft" layout={layout} canvasShape="square" onSession={() => undefined} />
    </>,
  );
  return { session, user, step: () => session.player.getState().step };
}

describe('the keys of a lab that is the page', () => {
  it('work while nothing has the focus, and while a link of the page has it', async () => {
    const { user, step } = renderLab('page');
    await user.keyboard('{ArrowRight}');
    expect(step()).toBe(1);
    screen.getByRole('link', { name: 'All labs' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(step()).toBe(2);
  });

  it('do what is done to the lab itself while nothing is selected', async () => {
    const session = ioMultiplexing.openScenario('edge-and-partial-read', 0);
    if (session === null) throw new Error('there is no such scenario');
    const user = renderPage(
      <LabShell session={session} label="I/O" layout="page" canvasShape="square" onSession={() => undefined} />,
    );
    const { player } = session;
    const { step } = player.getState();
    await user.keyboard('c');
    expect(player.getState().step).toBeGreaterThan(step);
  });

  it('are letters in a field', async () => {
    const { session, user, step } = renderLab('page');
    session.player.getState().select('s1');
    await user.type(screen.getByLabelText('Search'), 'c ?{ArrowRight}');
    expect(step()).toBe(0);
    expect(screen.getByLabelText<HTMLInputElement>('Search').value).toBe('c ?');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('are the dialog’s while one is open', async () => {
    const { user, step } = renderLab('page');
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: t('lab.shortcuts.title') }, CODE)).toBeTruthy();
    await user.keyboard('{ArrowRight}');
    expect(step()).toBe(0);
  });
});

describe('the keys of a lab in a lesson', () => {
  it('are the page’s until the focus is in the lab', async () => {
    const { user, step } = renderLab('lesson');
    await user.keyboard('{ArrowRight}');
    expect(step()).toBe(0);
    screen.getByRole('slider', { name: t('lab.scrub.label') }).focus();
    await user.keyboard('{ArrowRight}');
    expect(step()).toBe(1);
  });
});
