import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderPage, t } from '@/components/testing/render-page';
import { bindItem, type PublicItemOf } from '@/quiz/score';
import { oneOfEach, testLabs } from '@/quiz/testing/items';
import { DiagnoseRenderer, RepairALineRenderer } from './line-renderers';

type Asked = PublicItemOf<'diagnose'> | PublicItemOf<'repair-a-line'>;

let given: unknown;

// jsdom lacks it; the names of these groups need no escaping.
beforeEach(() => vi.stubGlobal('CSS', { escape: (text: string) => text }));

/** An item as its question keeps it: what was given last is what stands there. */
function Asking({ item }: { readonly item: Asked }) {
  const [response, setResponse] = useState<unknown>({});
  given = response;
  const shared = { response, onResponse: setResponse, isLocked: false, score: null, solution: null };
  const rest = { error: undefined, code: undefined };
  return item.type === 'diagnose' ? (
    <DiagnoseRenderer item={item} {...shared} {...rest} />
  ) : (
    <RepairALineRenderer item={item} {...shared} {...rest} />
  );
}

function ask(type: Asked['type']) {
  const item = bindItem(oneOfEach[type], testLabs).toPublic((things) => things);
  if (item.type !== 'diagnose' && item.type !== 'repair-a-line') throw new Error(item.type);
  return renderPage(<Asking item={item} />);
}

it('a diagnosis is given with the keyboard alone: the line, then the cause', async () => {
  const user = ask('diagnose');
  await user.tab();
  await user.keyboard('[Space][ArrowDown]');
  expect(given).toEqual({ line: 2 });
  const second = screen.getByRole('radio', { name: t('quiz.renderer.line', { line: 2, text: 'killed' }) });
  expect(document.activeElement).toBe(second);
  await user.tab();
  await user.keyboard('[Space][ArrowDown]');
  expect(given).toEqual({ line: 2, cause: 'b' });
});

it('a line is repaired with the keyboard alone, and only by what may stand there', async () => {
  const user = ask('repair-a-line');
  await user.tab();
  await user.keyboard('[Space][ArrowDown][ArrowDown]');
  expect(given).toEqual({ line: 3 });
  const repairs = within(screen.getByRole('radiogroup', { name: t('quiz.renderer.repair', { line: 3 }) }));
  expect(repairs.getAllByRole('radio')).toHaveLength(2);
  await user.tab();
  await user.keyboard('[Space]');
  expect(given).toEqual({ line: 3, repair: 'plus' });
  // Another line has other repairs: what was chosen for the first is no answer to it.
  await user.keyboard('{Shift>}[Tab]{/Shift}[ArrowUp]');
  expect(given).toEqual({ line: 2 });
});
