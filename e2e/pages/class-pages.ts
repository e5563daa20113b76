import { expect, type Locator, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

export class ClassesPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`/${this.language}/classes`);
  }

  /** Opens a class and waits for its page. */
  async openClass(name: string): Promise<ClassPage> {
    await this.page.getByLabel(this.t('classes.name'), { exact: true }).fill(name);
    await this.page.getByRole('button', { name: this.t('classes.open'), exact: true }).click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
    return new ClassPage(this.page, this.t);
  }
}

/** A class as its instructor sees it. */
export class ClassPage {
  constructor(
    private readonly page: Page,
    private readonly t: Texts,
  ) {}

  /** Of a class that nobody has joined yet: later, code and link are among its settings. */
  async code(): Promise<string> {
    return this.page.getByRole('textbox', { name: this.t('classes.code') }).inputValue();
  }

  async link(): Promise<string> {
    return this.page.getByRole('textbox', { name: this.t('classes.link') }).inputValue();
  }

  /** Opens a learner's page. */
  async openLearner(name: string): Promise<void> {
    await this.row(name).getByRole('link').click();
    await expect(this.page.getByRole('heading', { name, level: 1 })).toBeVisible();
  }

  /** A learner's row in the overview. */
  row(name: string): Locator {
    const named = this.page.getByRole('rowheader', { name: new RegExp(`^${name}`) });
    return this.page.getByRole('row').filter({ has: named });
  }
}
