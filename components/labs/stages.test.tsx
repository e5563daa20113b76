import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { LabSessionProvider } from '@/components/lab-shell/run/lab-context';
import type { LabSession } from '@/components/lab-shell/run/lab-session';
import { LabStage } from '@/components/lab-shell/stage/lab-stage';
import { renderPage, t } from '@/components/testing/render-page';
import { type LabId, labs } from '@/sim/catalog';
import { labEntries } from './catalog';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('IntersectionObserver', ResizeObserver);
  // There is no canvas to draw on here: browsers look at what is drawn.
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function open(labId: LabId): Promise<LabSession> {
  const session = (await labEntries[labId].load()).openScenario(labs[labId].scenarios[0]?.id ?? '');
  if (session === null) throw new Error('there is no such scenario');
  session.player.getState().toNextMark();
  return session;
}

describe.each(Object.keys(labs) as LabId[])('the stage of %s', (labId) => {
  it('is drawn in a lesson', async () => {
    const session = await open(labId);
    renderPage(
      <LabShell session={session} label="Lab" layout="lesson" canvasShape="square" onSession={() => undefined} />,
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is a question’s picture, in which nothing can be done', async () => {
    const session = await open(labId);
    const item = session.items(t)[0]?.id ?? '';
    session.player.getState().select(item);
    renderPage(
      <LabSessionProvider session={session}>
        <LabStage className="" size="lesson" isPicture />
      </LabSessionProvider>,
    );
    expect(screen.queryByRole('alert')).toBeNull();
    const offered = session.actions(item, t).filter(({ refusal }) => refusal === null);
    for (const { label } of offered) expect(screen.queryByRole('button', { name: label })).toBeNull();
  });
});
