import { act, screen } from '@testing-library/react';
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

  it('is on paper a list in words', async () => {
    const session = await open(labId);
    renderPage(
      <LabShell session={session} label="Lab" layout="page" canvasShape="square" onSession={() => undefined} />,
    );
    const lists = () => screen.queryAllByRole('list', { name: t('lab.nodes.list') });
    const before = lists().length;
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    const printed = lists().find((list) => list.closest('.print\\:block') !== null);
    for (const { name } of session.items(t)) expect(printed?.textContent).toContain(name);
    act(() => void window.dispatchEvent(new Event('afterprint')));
    expect(lists()).toHaveLength(before);
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

it('draws lanes in the frame in which the clock moves: a later one would never come while it goes on moving', async () => {
  const cleared = vi.fn();
  const known: Readonly<Record<string, unknown>> = { clearRect: cleared, measureText: () => ({ width: 0 }) };
  const context = new Proxy({}, { get: (_, name) => known[String(name)] ?? (() => undefined), set: () => true });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as unknown as RenderingContext);
  vi.stubGlobal('requestAnimationFrame', () => 0);
  const session = await open('gil');
  renderPage(
    <LabShell session={session} label="Lab" layout="lesson" canvasShape="square" onSession={() => undefined} />,
  );
  const { player } = session;
  act(() => player.getState().play());
  let moved = 0;
  for (let frame = 0; frame < 200 && moved < 5; frame += 1) {
    const { clockTick } = player.getState();
    const before = cleared.mock.calls.length;
    act(() => player.getState().passTime(50));
    if (player.getState().clockTick === clockTick) continue;
    moved += 1;
    expect(cleared.mock.calls.length).toBeGreaterThan(before);
  }
  expect(moved).toBe(5);
});
