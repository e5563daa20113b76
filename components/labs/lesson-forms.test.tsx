import { screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Decide } from '@/components/mdx/decide';
import { renderPage, t } from '@/components/testing/render-page';
import { LessonLab } from './lesson-lab';

vi.mock('@/components/lab-shell/stage/nodes/lab-canvas', () => ({ LabCanvas: () => null }));

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  const Near = class {
    constructor(private readonly told: (entries: { readonly isIntersecting: boolean }[]) => void) {}
    observe() {
      this.told([{ isIntersecting: true }]);
    }
    unobserve() {}
    disconnect() {}
  };
  vi.stubGlobal('IntersectionObserver', Near);
});
afterEach(() => vi.unstubAllGlobals());

/** Code is compiled when it is first needed: on a busy machine that takes its time. */
const CODE = { timeout: 30_000 };

it('a lesson has no panels, and what is asked for is typed in the console of the decision', async () => {
  const user = renderPage(
    <LessonLab labId="redis-streams" scenarioId="shared-work" step={217}>
      <Decide id="entries" until="another-group-read" act="Type" form="console" question="How many entries?">
        Answer
      </Decide>
    </LessonLab>,
  );
  const decision = screen.getByRole('group', { name: t('lesson.decide.title') });
  const input = await within(decision).findByLabelText(t('labs.redis-streams.console.input'), { exact: false }, CODE);
  expect(screen.queryByRole('tab')).toBeNull();
  expect(screen.queryByText('How many entries?')).toBeNull();
  await user.type(input, 'XGROUP CREATE orders persistence 0{Enter}');
  await user.type(input, 'XREADGROUP GROUP persistence saver STREAMS orders >{Enter}');
  expect(await screen.findByText('How many entries?', {}, CODE)).toBeTruthy();
});

it('changes a client in the decision that asks for it', async () => {
  renderPage(
    <LessonLab labId="redis-streams" scenarioId="hidden-behind" step={56}>
      <Decide id="aside" until="the-way-was-cleared" act="Change" form="build" question="How many?">
        Answer
      </Decide>
    </LessonLab>,
  );
  const name = t('labs.redis-streams.build.edit', { name: 'router-new' });
  expect(await screen.findByRole('button', { name }, CODE)).toBeTruthy();
});
