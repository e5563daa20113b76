import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { LabPage } from './pages/lab-page';

const tag = ['@raft', '@labs', '@lesson', '@topic-12'];

const t = texts('en');

test('the Raft lab is played by keyboard alone', { tag }, async ({ page }) => {
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  const leaders = lab.servers().filter({ hasText: t('labs.raft.roles.leader') });
  const crashed = lab.servers().filter({ hasText: t('labs.raft.roles.crashed') });
  const press = (key: string) => page.keyboard.press(key);

  await test.step('the first stop leads past the bar, and the keys are the lab’s', async () => {
    await press('Tab');
    await expect(page.getByRole('link', { name: t('lab.skip') })).toBeFocused();
    await press('Enter');
    await press('ArrowRight');
    await expect(lab.scrubBar()).toHaveAttribute('aria-valuetext', /step 1/);
    await press('Home');
  });

  await test.step('Tab leads into the lab', async () => {
    const play = lab.button('play');
    await expect(async () => {
      await press('Tab');
      await expect(play).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0] });
  });

  await test.step('Space plays until there is a leader, and pauses', async () => {
    await press('Space');
    await expect(lab.button('pause')).toBeVisible();
    await expect(leaders).toHaveCount(1);
    await press('Space');
    await expect(lab.button('play')).toBeVisible();
  });

  await test.step('a digit selects a server, C crashes it, R restarts it', async () => {
    await press('3');
    await press('c');
    await expect(crashed).toHaveCount(1);
    await expect(lab.server('s3')).toContainText(t('labs.raft.roles.crashed'));
    await press('r');
    await expect(crashed).toHaveCount(0);
  });

  await test.step('the arrows step back over it and forward again, and Home goes to the start', async () => {
    await press('ArrowLeft');
    await expect(crashed).toHaveCount(1);
    await press('ArrowLeft');
    await expect(crashed).toHaveCount(0);
    await press('ArrowRight');
    await expect(crashed).toHaveCount(1);
    await press('Home');
    await expect(leaders).toHaveCount(0);
  });

  await test.step('acting in the past forks the run and says so', async () => {
    await press('2');
    await press('t');
    await expect(page.getByText(/^You changed the past: branch \d begins here\./)).toBeVisible();
  });

  await test.step('? lists the shortcuts', async () => {
    await press('?');
    await expect(page.getByRole('dialog', { name: t('lab.shortcuts.title') })).toBeVisible();
    await press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test('two labs on one lesson page do not disturb each other', { tag }, async ({ page }) => {
  await page.goto('/en/topics/12-consensus-algorithms/lesson/elections');
  const steps = { 'leader-crash': 75, 'split-vote': 0 };
  const labOf = (scenario: keyof typeof steps) =>
    page.getByRole('region', {
      name: t('lab.inLessonAt', {
        lab: t('labs.raft.name'),
        scenario: t(`labs.raft.scenarios.${scenario}.title`),
        step: steps[scenario],
      }),
    });
  const time = (scenario: keyof typeof steps) => labOf(scenario).getByRole('slider', { name: t('lab.scrub.label') });
  const lab = { split: labOf('split-vote'), crash: labOf('leader-crash') };

  await page.getByRole('heading', { name: 'When the vote splits' }).scrollIntoViewIfNeeded();
  await lab.split.scrollIntoViewIfNeeded();
  await expect(time('split-vote')).toHaveAttribute('aria-valuetext', /step 0/);
  await page.getByRole('heading', { name: 'The leader that does not know it was replaced' }).scrollIntoViewIfNeeded();
  await lab.crash.scrollIntoViewIfNeeded();
  const forward = lab.crash.getByRole('button', { name: t('lab.transport.forward'), exact: true });
  await forward.click();
  await page.keyboard.press('ArrowRight');
  // The lesson opens it at step 75, right before the crash.
  await expect(time('leader-crash')).toHaveAttribute('aria-valuetext', /step 77/);
  await lab.split.scrollIntoViewIfNeeded();
  await expect(time('split-vote')).toHaveAttribute('aria-valuetext', /step 0/);
  expect(page.url()).not.toContain('run=');
});

test('what was chosen and done in a lab outlives a reload and another language, and Back undoes a choice', {
  tag,
}, async ({ page }) => {
  const lab = new LabPage(page, 'en', t);
  const scenario = page.locator('select[name="scenario"]');
  const query = () => new URL(page.url()).searchParams;
  await lab.open('raft');
  const first = await scenario.inputValue();
  await scenario.selectOption('split-vote');
  await expect.poll(() => query().get('scenario')).toBe('split-vote');
  await page.locator('#lab').focus();
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('2');
  await page.keyboard.press('c');
  await lab.expectAddressOfNow();

  await page.reload();
  await expect(lab.server('s2')).toContainText(t('labs.raft.roles.crashed'));
  await expect(scenario).toHaveValue('split-vote');
  await page.getByRole('link', { name: '한국어' }).click();
  const inKorean = new LabPage(page, 'ko', texts('ko'));
  await expect(inKorean.server('s2')).toContainText(texts('ko')('labs.raft.roles.crashed'));
  await expect(scenario).toHaveValue('split-vote');

  await page.goBack();
  await expect(scenario).toHaveValue(first);
});

test('a link to a run opens it at the same moment, and a broken one says what is wrong', { tag }, async ({
  page,
  browser,
}) => {
  const lab = new LabPage(page, 'en', t);
  await lab.open('raft');
  for (let steps = 0; steps < 5; steps++) await lab.button('forward').click();
  await lab.server('s2').click();
  await page.keyboard.press('c');
  await expect(lab.scrubBar()).toHaveAttribute('aria-valuetext', /step 6/);
  await lab.expectAddressOfNow();
  const shared = page.url();

  const other = await (await browser.newContext()).newPage();
  await other.goto(shared);
  const theirs = new LabPage(other, 'en', t);
  await expect(theirs.scrubBar()).toHaveAttribute('aria-valuetext', /step 6/);
  await expect(theirs.server('s2')).toContainText(t('labs.raft.roles.crashed'));

  const cut = new URL(shared);
  cut.searchParams.set('run', (cut.searchParams.get('run') ?? '').slice(0, 20));
  await other.goto(cut.href);
  await expect(other.getByText(t('lab.refused.title'))).toBeVisible();
  await other.getByRole('button', { name: t('lab.refused.start') }).click();
  await expect(theirs.button('play')).toBeVisible();
});

test.describe('for who asked for less motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('a challenge is solved and an entry delivered, and nothing but messages moves', {
    tag: ['@raft', '@redis-streams', '@labs'],
  }, async ({ page }) => {
    // Everything that is drawn elsewhere than where it stands, in a node or in the page's own parts.
    await page.addInitScript(() => {
      const moved = new Set<string>();
      Object.assign(window, { moved });
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          if (!(target instanceof HTMLElement) || target.closest('button, section p, tr') === null) continue;
          if (/translate|scale/.test(target.style.transform)) moved.add(target.outerHTML);
        }
      }).observe(document, { attributes: true, attributeFilter: ['style'], subtree: true });
    });
    const moved = () => page.evaluate(() => [...(window as unknown as { moved: Set<string> }).moved]);
    const lab = new LabPage(page, 'en', t);

    await lab.open('raft');
    await lab.openPanel('challenges');
    await page.getByRole('button', { name: t('labs.raft.challenges.elect-a-leader.title') }).click();
    await page.getByRole('button', { name: t('lab.challenges.start'), exact: true }).click();
    await lab.openPanel('nodes');
    await lab.server('s1').click();
    await page.keyboard.press('t');
    await lab.button('play').click();
    const solved = page.getByRole('status').filter({ hasText: /^Goal met at/ });
    await expect(solved).toBeVisible();
    await expect(solved.locator('svg')).toHaveCSS('animation-name', 'none');
    expect(await moved()).toEqual([]);

    await lab.openScenario('redis-streams', 'shared-work');
    await lab.button('play').click();
    await expect(page.getByText(/acknowledged in workers/).first()).toBeVisible();
    expect(await moved()).toEqual([]);
  });
});
