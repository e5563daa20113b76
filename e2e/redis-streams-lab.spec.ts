import { expect, test } from '@playwright/test';
import { recordScenario } from '../sim/core/scenario';
import { encodeRecording } from '../sim/core/share-link';
import { redisStreams } from '../sim/redis-streams/redis-streams';
import { bareFar } from '../sim/redis-streams/script';
import { texts } from './fixtures/language';
import { RedisStreamsPage } from './pages/redis-streams-page';

const tag = ['@redis-streams', '@labs'];

const t = texts('en');

test('an entry is added, read, left behind by a crash, claimed and acknowledged by keyboard alone', { tag }, async ({
  page,
}) => {
  test.setTimeout(600_000);
  const redis = new RedisStreamsPage(page, 'en', t);
  const press = (key: string) => page.keyboard.press(key);
  await redis.lab.open('redis-streams');

  await test.step('the console takes commands and answers as redis-cli does', async () => {
    await redis.reachPanel('console', 'see');
    await redis.tabTo(redis.input());
    await redis.type('XADD jobs 1-0 task mail', '"1-0"');
    await redis.type('XGROUP CREATE jobs g 0', 'OK');
    await redis.type('XREADGROUP GROUP g alice COUNT 1 STREAMS jobs >', '1) 1) "jobs"');
    await redis.type('XADD jobs', "(error) ERR wrong number of arguments for 'xadd' command");
  });

  await test.step('Tab completes, the history comes back, and the entry is pending', async () => {
    await page.keyboard.type('xpen');
    await press('Tab');
    await expect(redis.input()).toHaveValue('XPENDING');
    await redis.type(' jobs g', '1) (integer) 1');
    await press('ArrowUp');
    await expect(redis.input()).toHaveValue('XPENDING jobs g');
    await press('Control+u');
    await expect(redis.input()).toHaveValue('');
  });

  await test.step('a consumer that holds an entry crashes', async () => {
    await redis.type('XADD jobs 2-0 task print', '"2-0"');
    await redis.reachPanel('build', 'act', 'Shift+Tab');
    await redis.tabTo(page.getByRole('button', { name: t('labs.redis-streams.node.roles.consumer'), exact: true }));
    await press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    for (const [field, value] of [
      ['name', 'slowpoke'],
      ['key', 'jobs'],
      ['group', 'g'],
      ['serviceMinMs', '60000'],
      ['serviceMaxMs', '60000'],
    ] as const) {
      await redis.tabTo(dialog.getByLabel(t(`labs.redis-streams.form.fields.${field}`), { exact: true }));
      await press('Control+a');
      await page.keyboard.type(value);
    }
    await press('Enter');
    await expect(dialog).toHaveCount(0);
    await redis.tabTo(redis.lab.group('act'));
    await press('Home');
    await press('Enter');
    const slowpoke = redis.lab.server('slowpoke');
    // Step by step: while time runs, the minute in which it works would be passed at once.
    await redis.tabTo(redis.lab.button('forward'));
    await expect(async () => {
      await press('Space');
      await expect(slowpoke).toContainText(t('labs.redis-streams.node.pendingCount', { count: 1 }), { timeout: 100 });
    }).toPass({ intervals: [0] });
    await redis.tabTo(slowpoke);
    await press('Enter');
    await press('c');
    await expect(slowpoke).toContainText(t('labs.redis-streams.node.conditions.crashed'));
  });

  await test.step('what it left behind is claimed and acknowledged', async () => {
    await redis.reachPanel('console', 'see');
    await redis.tabTo(redis.input());
    await redis.type('XAUTOCLAIM jobs g alice 0 0 JUSTID', '2) 1) "1-0"');
    await redis.type('XACK jobs g 1-0 2-0', '(integer) 2');
    await redis.type('XPENDING jobs g', '1) (integer) 0');
  });
});

test('a log of a million entries is scrolled from its first to its last, and by a few where one is', { tag }, async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  const redis = new RedisStreamsPage(page, 'en', t);
  const config = bareFar({ preloadEntries: 1_000_000, producers: 1 });
  const million = recordScenario(redisStreams, { id: 'million', config, seed: 1, commands: [], endTick: 0 });
  await page.goto(`/en/labs/redis-streams?run=${encodeRecording(million)}`);
  await redis.openPanel('log');
  await expect(redis.entries().getByText('task 1', { exact: true })).toBeInViewport();

  await page.getByRole('button', { name: t('labs.redis-streams.log.last'), exact: true }).click();
  await expect(redis.entries().getByText('task 1000000', { exact: true })).toBeInViewport();
  const atEnd = await redis.firstSeen();
  await redis.entries().hover();
  await page.mouse.wheel(0, -300);
  await expect.poll(() => redis.firstSeen()).toBe(atEnd - 10);

  await redis.entries().evaluate((list) => {
    list.scrollTop = list.scrollHeight / 2;
  });
  await expect.poll(() => redis.firstSeen()).toBeLessThan(600_000);
  const inMiddle = await redis.firstSeen();
  expect(inMiddle).toBeGreaterThan(400_000);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => redis.firstSeen()).toBe(inMiddle + 10);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => redis.firstSeen()).toBe(inMiddle + 20);

  await page.getByRole('button', { name: t('labs.redis-streams.log.first'), exact: true }).click();
  await expect.poll(() => redis.firstSeen()).toBe(1);
  await redis.entries().focus();
  await page.keyboard.press('End');
  await expect.poll(() => redis.firstSeen()).toBe(atEnd);
  const count = page
    .getByRole('tabpanel', { name: t('labs.redis-streams.panels.log') })
    .getByText(t('labs.redis-streams.log.count', { count: 1_000_000 }), { exact: true });
  await expect(count).toBeVisible();
  await redis.lab.button('play').click();
  await expect(count).toHaveCount(0);
  await redis.lab.button('pause').click();
  await redis.entries().hover();
  await page.mouse.wheel(0, 300);
  await expect(redis.entries().getByText('task 1', { exact: true })).toBeInViewport();
});
