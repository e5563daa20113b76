import { expect, test } from '@playwright/test';
import { placement } from '../content/placement';
import { labDesk } from '../quiz/labs';
import { bindItem } from '../quiz/score';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { HomePage } from './pages/home-page';
import { SearchDialog } from './pages/search-dialog';

const tag = ['@home', '@paths', '@topics', '@placement', '@search', '@lesson'];

const topic = '/topics/12-consensus-algorithms';

test.describe('the map of the stack', () => {
  test('is walked step by step, and each step is told', { tag }, async ({ page }) => {
    const t = texts('en');
    const home = new HomePage(page, 'en', t);
    await home.open();
    await home.button('forward').click();
    await expect(home.here()).toContainText(t('home.map.places.uvicorn.name'));
    await expect(page.getByText(t('home.map.stops.accept'))).toBeVisible();
    // Whoever steps has taken it in hand: it no longer goes on by itself.
    await expect(home.button('play')).toBeVisible();
    await home.button('back').click();
    await home.button('back').click();
    await expect(page.getByText(t('home.map.stops.answer'))).toBeVisible();
  });

  test('travels by itself, and is held by a button', { tag }, async ({ page }) => {
    const t = texts('ko');
    const home = new HomePage(page, 'ko', t);
    await home.open();
    await home.map().scrollIntoViewIfNeeded();
    await expect(home.here()).toContainText(t('home.map.places.fastapi.name'));
    await home.button('pause').click();
    await expect(home.button('play')).toBeVisible();
  });

  test.describe('for a reader who asks for less motion', () => {
    test.use({ reducedMotion: 'reduce' });
    test('does not travel, and can still be stepped through', { tag }, async ({ page }) => {
      const t = texts('en');
      const home = new HomePage(page, 'en', t);
      await home.open();
      await home.button('forward').click();
      await expect(home.here()).toContainText(t('home.map.places.uvicorn.name'));
      await expect(home.button('play')).toHaveCount(0);
      await expect(home.button('pause')).toHaveCount(0);
    });
  });

  test('opens the lessons that are written and says which are not', { tag }, async ({ page }) => {
    const t = texts('en');
    const home = new HomePage(page, 'en', t);
    await home.open();
    const turns = (['now', 'next', 'later'] as const).map((turn) => t(`paths.topic.turns.${turn}`));
    await expect(home.place(t('home.map.places.sse.name'))).toContainText(new RegExp(turns.join('|')));
    await expect(home.place(t('home.map.places.sse.name')).getByRole('link')).toHaveCount(0);
    await home.place(t('home.map.places.sentinel.name')).getByRole('link').click();
    await expect(page).toHaveURL(new RegExp(`${topic}$`));
  });
});

test('a path shows its topics in order, those still being written among them', { tag }, async ({ page }) => {
  const t = texts('en');
  await page.goto('/en/topics');
  await page.getByRole('link', { name: t('paths.names.distributed-systems.title'), exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('paths.names.distributed-systems.title'));
  const titles = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(titles.first()).toHaveText('Consensus');
  await expect(titles).toHaveCount(8);
  await page.getByRole('link', { name: t('paths.begin'), exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${topic}$`));
});

test('who comes back is led to where they were', { tag }, async ({ page }) => {
  const t = texts('en');
  await new SignUpPage(page, 'en', t).signUp({ name: 'Learner', email: `back-${Date.now()}@example.test` });
  await page.goto('/en');
  await expect(page.getByText(t('topics.continue.label'))).toHaveCount(0);
  await page.goto(`/en${topic}/lesson/elections`);
  await page
    .getByRole('button', { name: t('lesson.markRead') })
    .first()
    .click();
  await expect(page.getByText(t('lesson.read'), { exact: true }).first()).toBeVisible();
  await page.goto('/en');
  await page.getByRole('link', { name: t('topics.continue.label') }).click();
  await expect(page).toHaveURL(new RegExp(`${topic}/lesson/elections#`));
});

for (const language of ['ko'] as const) {
  test(`the placement quiz needs no account and ends with a path (${language})`, { tag }, async ({ page }) => {
    const t = texts(language);
    await page.goto(`/${language}/placement`);
    const check = page.getByRole('button', { name: t('quiz.check'), exact: true });
    await expect(check).toBeEnabled();
    // Nothing chosen: it says what is missing and stays.
    await check.click();
    await expect(page.getByText(t('quiz.missing.single'))).toBeVisible();
    await page.getByRole('radio').nth(1).click();
    await check.click();
    await expect(page.getByText(t('quiz.verdict.right'), { exact: true })).toBeVisible();
    await page.getByRole('button', { name: t('placement.next'), exact: true }).click();
    for (let number = 2; number <= 10; number += 1) {
      await expect(page.getByText(t('quiz.number', { number, count: 10 }))).toBeVisible();
      await page.getByRole('button', { name: t('placement.dontKnow'), exact: true }).click();
    }
    await expect(page.getByRole('heading', { name: t('paths.names.foundations.title'), exact: true })).toBeFocused();
    await page.getByRole('link', { name: t('placement.toPath'), exact: true }).click();
    await expect(page).toHaveURL(/\/paths\/foundations$/);
  });
}

/** Every text in a piece of data, however deep. */
function textsOf(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsOf) : [];
}

/** What of a text stands in JSON within a document as it is: quotes and brackets may be escaped there. */
const telling = (text: string) =>
  text
    .split(/["\\<>&'`\n]/)
    .sort((a, b) => b.length - a.length)[0]
    ?.trim() ?? '';

test('no key of the placement quiz reaches the browser before its answer', { tag }, async ({ page }) => {
  const { items } = await placement();
  const response = await page.goto('/en/placement');
  const sent = (await response?.text()) ?? '';
  for (const item of items) {
    if (item.type === 'generated') continue;
    const bound = bindItem(item, labDesk);
    const open = textsOf(bound.toPublic((things) => things)).join('\n');
    const secrets = textsOf(bound.reveal().solution).map(telling);
    const told = secrets.filter((text) => text.length > 12 && !open.includes(text));
    expect(sent).toContain(telling(item.stem.en));
    expect(told.length).toBeGreaterThan(0);
    expect(told.filter((text) => sent.includes(text))).toEqual([]);
  }
  expect(sent).not.toMatch(/\\?"correct\\?":\s*(true|false)/);
});

test.describe('search', () => {
  test('opens with a key, finds by initial consonants, and is walked with the arrow keys', { tag }, async ({
    page,
  }) => {
    const t = texts('ko');
    const search = new SearchDialog(page, t);
    await page.goto('/ko/topics');
    await page.waitForLoadState('networkidle');
    await search.openWith('/');
    await search.look('ㅎㅇ');
    await expect(search.finds().first()).toContainText('합의 알고리즘');
    await page.keyboard.press('ArrowDown');
    await expect(search.finds().first()).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(search.field()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/12-consensus-algorithms/);
    await expect(search.dialog()).toHaveCount(0);
  });

  test('leads to a scenario, and from the dialog to its page with every find', { tag }, async ({ page }) => {
    const t = texts('en');
    const search = new SearchDialog(page, t);
    await page.goto('/en/labs');
    await page.waitForLoadState('networkidle');
    await search.openWith('Control+k');
    await search.look('leader crashes');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/en\/search\?q=leader%20crashes$/);
    const scenario = page.getByRole('region', { name: t('search.kinds.scenario') });
    await scenario.getByRole('link', { name: 'The leader crashes' }).click();
    await expect(page).toHaveURL(/\/labs\/raft\?scenario=leader-crash$/);
  });

  test('says so when nothing is found, and leaves a slash alone where one is typed', { tag }, async ({ page }) => {
    const t = texts('en');
    await page.goto('/en/search?q=qqqqqq');
    await expect(page.getByText(t('search.count', { count: 0, query: 'qqqqqq' }))).toBeVisible();
    await page.getByRole('searchbox').press('/');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test.describe('without a script', () => {
    test.use({ javaScriptEnabled: false });
    test('finds on its page', { tag }, async ({ page }) => {
      const t = texts('ko');
      await page.goto('/ko/search');
      await page.getByRole('searchbox').fill('리더가');
      await page
        .getByRole('main')
        .getByRole('button', { name: t('search.submit'), exact: true })
        .click();
      await expect(
        page
          .getByRole('region', { name: t('search.kinds.section') })
          .getByRole('link')
          .first(),
      ).toBeVisible();
    });
  });
});
