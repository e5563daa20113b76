import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { themeChoice } from '@/components/site/theme';
import { renderPage, t } from '@/components/testing/render-page';

const routed = vi.hoisted(() => ({ push: vi.fn(), replace: vi.fn() }));
vi.mock('@/lib/i18n/navigation', async () => {
  const { navigation } = await import('@/components/testing/navigation');
  return { ...navigation, usePathname: () => '/labs/raft', useRouter: () => routed };
});
const { SearchCommands } = await import('./search-commands');

afterEach(() => {
  themeChoice.write('system');
  vi.clearAllMocks();
});

const names = () => screen.queryAllByRole('button').map((button) => button.textContent);
const command = (name: string) => screen.getByRole('button', { name });
const language = t('search.commands.language', { language: '한국어' });
const dark = t('search.commands.theme', { theme: t('site.theme.dark') });
const settings = t('search.commands.settings');

test('everything that can be done is there without a query', () => {
  renderPage(<SearchCommands query="" onRun={() => {}} />);
  expect(names()).toEqual(expect.arrayContaining([language, dark, settings]));
});

test.each([
  [' SETT', [settings]],
  ['quorum', []],
])('with the query "%s" only what has it in its name is there', (query, expected) => {
  renderPage(<SearchCommands query={query} onRun={() => {}} />);
  expect(names()).toEqual(expected);
});

test('each does what it says, and closes the dialog', async () => {
  window.history.replaceState(null, '', '/en/labs/raft?scenario=leader-crash');
  const onRun = vi.fn();
  const user = renderPage(<SearchCommands query="" onRun={onRun} />);
  await user.click(command(language));
  expect(routed.replace).toHaveBeenCalledWith('/labs/raft?scenario=leader-crash', { locale: 'ko', scroll: false });
  await user.click(command(dark));
  expect(themeChoice.read()).toBe('dark');
  await user.click(command(settings));
  expect(routed.push).toHaveBeenCalledWith('/settings');
  expect(onRun).toHaveBeenCalledTimes(3);
});
