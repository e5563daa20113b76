import { screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LabShell } from '@/components/lab-shell/lab-shell';
import { renderPage, t } from '@/components/testing/render-page';
import { type LabId, labs } from '@/sim/catalog';
import { labEntries } from './catalog';

// The canvas needs a layout; a browser looks at it on one lab, and everything on it is in the panels as a list.
vi.mock('@/components/lab-shell/stage/nodes/lab-canvas', () => ({ LabCanvas: () => null }));

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('IntersectionObserver', ResizeObserver);
});
afterEach(() => vi.unstubAllGlobals());

/** A panel's code is compiled when it is first opened: on a busy machine that takes its time. */
const CODE_MS = 30_000;

/** Axe's rules that need no layout. */
const rules = Object.fromEntries(['color-contrast', 'target-size', 'region'].map((id) => [id, { enabled: false }]));

/** Controls whose name does not begin with what can be read on them: to somebody who says what they read, they do not answer. */
function misnamed(part: ParentNode): string[] {
  return [...part.querySelectorAll('a, button, summary, [role="button"], [role="tab"]')].flatMap((control) => {
    const name = control.getAttribute('aria-label');
    const shown = control.cloneNode(true) as Element;
    for (const hidden of shown.querySelectorAll('[aria-hidden="true"], .sr-only, .visually-hidden')) hidden.remove();
    const words = (shown.textContent ?? '').replace(/\s+/g, ' ').trim();
    return name === null || name.startsWith(words) ? [] : [`${words} is called ${name}`];
  });
}

it.each(Object.keys(labs) as LabId[])(
  'axe finds nothing in any panel of %s, and controls are called what they say',
  async (labId) => {
    const [scenario] = labs[labId].scenarios;
    const session = (await labEntries[labId].load()).openScenario(scenario?.id ?? '');
    if (session === null) throw new Error('there is no such scenario');
    for (let marks = 0; marks < 3; marks += 1) session.player.getState().toNextMark();
    const user = renderPage(
      <main>
        <h1>Lab</h1>
        <LabShell session={session} label={labId} layout="page" canvasShape="square" onSession={() => undefined} />
      </main>,
    );
    const groups = await screen.findAllByRole('tab', { name: /^(See|Act|Break|Settings)/ }, { timeout: CODE_MS });
    expect(groups.length).toBeGreaterThanOrEqual(3);
    const column = groups[0]?.closest('[role="tablist"]')?.parentElement;
    if (column == null) throw new Error('there are no panels');
    const found: unknown[] = misnamed(document);
    const opened: string[] = [];
    for (const group of groups) {
      await user.click(group);
      const panels = screen.getAllByRole('tab').filter((tab) => !groups.includes(tab));
      for (const tab of panels.length === 0 ? [group] : panels) {
        await user.click(tab);
        expect(tab.getAttribute('aria-selected')).toBe('true');
        const panel = screen.getAllByRole('tabpanel').at(-1);
        if (panel === undefined) throw new Error('nothing is shown');
        // Its code may come after it.
        await waitFor(() => expect(panel.childElementCount).toBeGreaterThan(0), { timeout: CODE_MS });
        opened.push(tab.textContent);
        found.push(...misnamed(panel));
        const { violations } = await axe.run(column, { rules, resultTypes: ['violations'] });
        for (const { id, nodes } of violations) {
          found.push({ panel: tab.textContent, id, at: nodes.map(({ html }) => html.slice(0, 120)) });
        }
      }
    }
    expect(found).toEqual([]);
    expect(new Set(opened).size).toBe(opened.length);
    expect(opened.length).toBeGreaterThanOrEqual(4 + session.panels.length);
  },
);

it('breaking it stands beside Play and leads to the rules, and a group shows again what was looked at last', async () => {
  const session = (await labEntries.raft.load()).openScenario('leader-crash');
  if (session === null) throw new Error('there is no such scenario');
  const user = renderPage(
    <LabShell session={session} label="Raft" layout="page" canvasShape="square" onSession={() => undefined} />,
  );
  const see = await screen.findByRole('tab', { name: 'See' }, { timeout: CODE_MS });
  await user.click(screen.getByRole('tab', { name: 'Trace' }));
  const breakIt = screen.getByRole('button', { name: t('lab.explore.breakIt') });
  const playback = screen.getByRole('group', { name: t('lab.transport.group') });
  expect(playback.nextElementSibling?.contains(breakIt)).toBe(true);
  await user.click(breakIt);
  expect(screen.getByRole('tab', { name: 'Rules' }).getAttribute('aria-selected')).toBe('true');
  see.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}{ArrowLeft}{Enter}');
  expect(screen.getByRole('tab', { name: 'Trace' }).getAttribute('aria-selected')).toBe('true');
});
