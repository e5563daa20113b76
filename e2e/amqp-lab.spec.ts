import { readFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { AmqpLabPage, amqpPanels } from './pages/amqp-lab-page';

const t = texts('en');

test('with the keyboard alone: a topology is built, a key lights its way, a message is published and acknowledged', async ({
  page,
}) => {
  test.setTimeout(600_000);
  const lab = new AmqpLabPage(page, 'en', t);
  await lab.open('amqp');
  await lab.openOwnPanel('topology');

  const exchange = await lab.add('exchange');
  await lab.fill(exchange, t('amqp.form.name'), 'events');
  await lab.submit(exchange);
  const queue = await lab.add('queue');
  await lab.fill(queue, t('amqp.form.name'), 'mail');
  await lab.submit(queue);
  const binding = await lab.add('binding');
  await lab.choose(binding, t('amqp.form.source'), 'events');
  await lab.choose(binding, t('amqp.form.destination'), 'mail');
  await lab.fill(binding, t('amqp.form.routingKey'), 'user.*.created');
  await lab.submit(binding);
  const consumer = await lab.add('consumer');
  await lab.fill(consumer, t('amqp.form.name'), 'mailer');
  await lab.choose(consumer, t('amqp.form.client.queue'), 'mail');
  await lab.submit(consumer);

  await lab.openOwnPanel('probe');
  const probe = lab.panel('probe');
  await lab.choose(probe, t('amqp.probe.exchange'), 'events');
  await lab.fill(probe, t('amqp.probe.routingKey'), 'user.kr.deleted');
  await expect(probe.getByText(t('amqp.probe.nowhere'))).toBeVisible();
  await lab.fill(probe, t('amqp.probe.routingKey'), 'user.kr.created');
  await expect(probe.getByText(t('amqp.probe.goesTo', { queues: 'mail', count: 1 }))).toBeVisible();
  await page.keyboard.press('Enter');
  await lab.press(lab.button('play'));
  await expect(lab.node(/^consumer mailer/)).toHaveAccessibleName(/1 handled/, { timeout: 30_000 });
  await lab.press(lab.button('pause'));
  await expect(lab.node(/^queue mail,/)).toHaveAccessibleName(/0 ready, 0 unacked/);
});

test('what was built can be taken back and done again, and leaves as definitions.json', async ({ page }) => {
  const lab = new AmqpLabPage(page, 'en', t);
  await lab.open('amqp');
  await lab.openOwnPanel('topology');
  const queue = await lab.add('queue');
  await lab.fill(queue, t('amqp.form.name'), 'audit');
  await lab.submit(queue);
  await expect(lab.node(/^queue audit,/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(lab.node(/^queue audit,/)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+Z');
  await expect(lab.node(/^queue audit,/)).toBeVisible();

  const downloading = page.waitForEvent('download');
  await lab.press(page.getByRole('button', { name: t('amqp.definitions.export') }));
  const exported: unknown = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
  expect(exported).toMatchObject({
    rabbit_version: '3.10.8',
    queues: expect.arrayContaining([expect.objectContaining({ name: 'audit' })]),
  });
});

test('definitions are imported, and what is wrong with them is said place by place', async ({ page }) => {
  const lab = new AmqpLabPage(page, 'en', t);
  await lab.open('amqp');
  await lab.openOwnPanel('topology');
  await lab.press(page.getByRole('button', { name: t('amqp.definitions.import') }));
  const dialog = page.getByRole('dialog');
  const paste = dialog.getByLabel(t('amqp.definitions.paste'));
  const queue = { name: 'from-file', vhost: '/', durable: true, auto_delete: false, arguments: {} };
  await paste.fill(JSON.stringify({ queues: [{ ...queue, durable: 'yes' }] }));
  await lab.press(dialog.getByRole('button', { name: t('amqp.definitions.take'), exact: true }));
  await expect(dialog.getByText('queues[0].durable')).toBeVisible();
  await paste.fill(JSON.stringify({ queues: [queue] }));
  await lab.press(dialog.getByRole('button', { name: t('amqp.definitions.take'), exact: true }));
  await expect(dialog).toBeHidden();
  await expect(lab.node(/^queue from-file,/)).toBeVisible();
});

for (const [language, colorScheme] of [
  ['ko', 'light'],
  ['en', 'dark'],
] as const) {
  test.describe(`in ${language}, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing in any panel of the RabbitMQ lab', async ({ page }) => {
      test.setTimeout(600_000);
      const lab = new AmqpLabPage(page, language, texts(language));
      const found: unknown[] = [];
      for (const width of [390, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await lab.open('amqp');
        for (let steps = 0; steps < 6; steps++) await lab.button('forward').click();
        for (const panel of amqpPanels) {
          await lab.openOwnPanel(panel);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          found.push(
            ...violations.map(({ id, nodes }) => ({
              panel,
              width,
              id,
              at: nodes.map((node) => node.target.join(' ')),
            })),
          );
          if (overflow > 0) found.push({ panel, width, id: 'overflow', pixels: overflow });
        }
      }
      expect(found).toEqual([]);
    });
  });
}
