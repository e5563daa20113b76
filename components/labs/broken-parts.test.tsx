import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LabShell } from '@/components/lab-shell/lab-shell';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import { renderPage, t } from '@/components/testing/render-page';
import { view as raftView } from './raft/view';

/** Which part throws while it is drawn. */
const broken = vi.hoisted(() => ({ part: null as 'stage' | 'panel' | 'lab' | null }));

vi.mock('@/components/lab-shell/stage/nodes/lab-canvas', () => ({ LabCanvas: () => draw('stage') }));
vi.mock('@/components/lab-shell/panels/nodes-panel', () => ({ NodesPanel: () => draw('panel') }));
vi.mock('@/components/lab-shell/live-region', () => ({ LiveRegion: () => draw('lab') }));

function draw(part: 'stage' | 'panel' | 'lab') {
  if (broken.part === part) throw new Error(`the ${part} is broken`);
  return <p>the {part} is drawn</p>;
}

function openRun(): LabSession {
  const session = raftView.openScenario('leader-crash');
  if (session === null) throw new Error('there is no such scenario');
  session.player.getState().toNextMark();
  return session;
}

function renderLab(session: LabSession) {
  return renderPage(
    <>
      <p>a paragraph of the lesson</p>
      <LabShell session={session} label="Raft" layout="page" canvasShape="square" onSession={() => undefined} />
    </>,
  );
}

const startAgain = () => screen.getByRole('button', { name: t('ui.broken.startAgain') });

beforeEach(() => {
  // React reports what a boundary has caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  const Observer = class {
    observe() {}
    disconnect() {}
  };
  vi.stubGlobal('IntersectionObserver', Observer);
  vi.stubGlobal('ResizeObserver', Observer);
});
afterEach(() => {
  broken.part = null;
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe.each(['stage', 'panel', 'lab'] as const)('a lab whose %s breaks', (part) => {
  it('leaves the rest of the page, keeps the run, and draws it again when asked to', async () => {
    const session = openRun();
    const recording = JSON.stringify(session.simulated?.recording());
    broken.part = part;
    const user = renderLab(session);
    expect(screen.getByText('a paragraph of the lesson')).toBeTruthy();
    // A panel's code may come after it.
    expect((await screen.findByRole('alert')).textContent).toContain(t('ui.broken.title'));
    if (part !== 'lab') {
      expect(screen.getByRole('button', { name: t('lab.transport.play') })).toBeTruthy();
      expect(await screen.findByText(`the ${part === 'stage' ? 'panel' : 'stage'} is drawn`)).toBeTruthy();
    }

    broken.part = null;
    await user.click(startAgain());
    expect(await screen.findByText(`the ${part} is drawn`)).toBeTruthy();
    expect(screen.queryByText(t('ui.broken.title'))).toBeNull();
    expect(JSON.stringify(session.simulated?.recording())).toBe(recording);
  });
});

describe('a stage that breaks while time runs', () => {
  it('stops the clock, and starts again from the first step', async () => {
    const session = openRun();
    const { step, play } = session.player.getState();
    expect(step).toBeGreaterThan(0);
    play();
    broken.part = 'stage';
    const user = renderLab(session);
    expect(session.player.getState().isPlaying).toBe(false);
    broken.part = null;
    await user.click(startAgain());
    expect(session.player.getState().step).toBe(0);
  });
});
