import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { AmqpLabPage } from './pages/amqp-lab-page';

const tag = ['@amqp', '@labs'];

const t = texts('en');

test('with the keyboard alone: a topology is built, a key lights its way, a message is published and acknowledged', {
  tag,
}, async ({ page }) => {
  test.setTimeout(600_000);
  const lab = new AmqpLabPage(page, 'en', t);
  await lab.open('amqp');
  await lab.openOwnPanel('topology');

  const exchange = await lab.add('exchange');
  await lab.fill(exchange, t('labs.amqp.form.fields.name'), 'events');
  await lab.submit(exchange);
  const queue = await lab.add('queue');
  await lab.fill(queue, t('labs.amqp.form.fields.name'), 'mail');
  await lab.submit(queue);
  const binding = await lab.add('binding');
  await lab.choose(binding, t('labs.amqp.form.fields.source'), 'events');
  await lab.choose(binding, t('labs.amqp.form.fields.destination'), 'mail');
  await lab.fill(binding, t('labs.amqp.form.fields.routingKey'), 'user.*.created');
  await lab.submit(binding);
  const consumer = await lab.add('consumer');
  await lab.fill(consumer, t('labs.amqp.form.fields.name'), 'mailer');
  await lab.choose(consumer, t('labs.amqp.form.client.fields.queue'), 'mail');
  await lab.submit(consumer);

  await lab.openOwnPanel('probe');
  const probe = lab.panel('probe');
  await lab.choose(probe, t('labs.amqp.probe.exchange'), 'events');
  await lab.fill(probe, t('labs.amqp.probe.routingKey'), 'user.kr.deleted');
  await expect(probe.getByText(t('labs.amqp.probe.nowhere'))).toBeVisible();
  await lab.fill(probe, t('labs.amqp.probe.routingKey'), 'user.kr.created');
  await expect(probe.getByText(t('labs.amqp.probe.goesTo', { queues: 'mail', count: 1 }))).toBeVisible();
  await page.keyboard.press('Enter');
  await lab.press(lab.button('play'));
  await expect(lab.node(/^consumer mailer/)).toHaveAccessibleName(/1 handled/, { timeout: 30_000 });
  // The acknowledgement is on its way while the consumer has already handled the message.
  await expect(lab.node(/^queue mail,/)).toHaveAccessibleName(/0 ready, 0 unacked/);
  await lab.press(lab.button('pause'));
});

test('what was built can be taken back and done again, and leaves as definitions.json', { tag }, async ({ page }) => {
  const lab = new AmqpLabPage(page, 'en', t);
  await lab.open('amqp');
  await lab.openOwnPanel('topology');
  const queue = await lab.add('queue');
  await lab.fill(queue, t('labs.amqp.form.fields.name'), 'audit');
  await lab.submit(queue);
  await expect(lab.node(/^queue audit,/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(lab.node(/^queue audit,/)).toHaveCount(0);
  await page.keyboard.press('Control+Shift+Z');
  await expect(lab.node(/^queue audit,/)).toBeVisible();

  const downloading = page.waitForEvent('download');
  await lab.press(page.getByRole('button', { name: t('labs.amqp.definitions.export') }));
  const exported: unknown = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
  expect(exported).toMatchObject({
    rabbit_version: '4.0.9',
    queues: expect.arrayContaining([expect.objectContaining({ name: 'audit' })]),
  });
});

test('definitions are imported, and what is wrong with them is said place by place', { tag }, async ({ page }) => {
  const lab = new AmqpLabPage(page, 'en', t);
  await lab.open('amqp');
  await lab.openOwnPanel('topology');
  await lab.press(page.getByRole('button', { name: t('labs.amqp.definitions.import') }));
  const dialog = page.getByRole('dialog');
  const paste = dialog.getByLabel(t('labs.amqp.definitions.paste'));
  const queue = { name: 'from-file', vhost: '/', durable: true, auto_delete: false, arguments: {} };
  await paste.fill(JSON.stringify({ queues: [{ ...queue, durable: 'yes' }] }));
  await lab.press(dialog.getByRole('button', { name: t('labs.amqp.definitions.take'), exact: true }));
  await expect(dialog.getByText('queues[0].durable')).toBeVisible();
  await paste.fill(JSON.stringify({ queues: [queue] }));
  await lab.press(dialog.getByRole('button', { name: t('labs.amqp.definitions.take'), exact: true }));
  await expect(dialog).toBeHidden();
  await expect(lab.node(/^queue from-file,/)).toBeVisible();
});
