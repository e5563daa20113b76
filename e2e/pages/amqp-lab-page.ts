import { expect, type Locator, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';
import { LabPage } from './lab-page';

const groupOf = { topology: 'see', figures: 'see', probe: 'act', manualClient: 'act' } as const;
type AmqpPanel = keyof typeof groupOf;

type Kind = 'exchange' | 'queue' | 'binding' | 'publisher' | 'consumer';

/** The RabbitMQ lab, built on and listened to without a pointer. */
export class AmqpLabPage extends LabPage {
  constructor(
    private readonly browserPage: Page,
    language: Language,
    private readonly texts: Texts,
  ) {
    super(browserPage, language, texts);
  }

  /** Puts the focus on something and presses a key, as somebody does who has no mouse. */
  async press(target: Locator, key = 'Enter'): Promise<void> {
    await target.focus();
    await this.browserPage.keyboard.press(key);
  }

  async openOwnPanel(panel: AmqpPanel): Promise<void> {
    await this.press(this.group(groupOf[panel]));
    await this.press(this.panelTab(this.texts(`labs.amqp.panels.${panel}`)));
    await expect(this.panel(panel)).toBeVisible();
  }

  panel(panel: AmqpPanel): Locator {
    const name = this.texts(`labs.amqp.panels.${panel}`);
    return this.browserPage.getByRole('tabpanel', { name });
  }

  /** Opens the form of something new from the topology's lists. */
  async add(kind: Kind): Promise<Locator> {
    await this.press(
      this.browserPage.getByRole('button', { name: this.texts(`labs.amqp.topology.add.${kind}`), exact: true }),
    );
    const dialog = this.browserPage.getByRole('dialog');
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async fill(dialog: Locator, label: string, value: string): Promise<void> {
    const field = dialog.getByLabel(label, { exact: true });
    await field.focus();
    await this.browserPage.keyboard.press('ControlOrMeta+A');
    await this.browserPage.keyboard.type(value);
  }

  /** Chooses from a list as the keyboard does: by its first letters. */
  async choose(dialog: Locator, label: string, option: string): Promise<void> {
    const list = dialog.getByRole('combobox', { name: label, exact: true });
    await list.focus();
    await this.browserPage.keyboard.type(option);
    await expect(list.locator('option:checked')).toHaveText(option);
  }

  async submit(dialog: Locator): Promise<void> {
    await this.press(dialog.locator('button[type="submit"]'));
    await expect(dialog).toBeHidden();
  }

  /** A node as the canvas has it: a button with everything about it in its name. */
  node(name: RegExp): Locator {
    return this.browserPage.locator('.react-flow__node').getByRole('button', { name });
  }
}
