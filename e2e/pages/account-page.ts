import { expect, type Locator, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

/** The page of one's own account. */
export class AccountPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`/${this.language}/account`);
    // Its buttons work once React has the page.
    await expect(this.saveName).toBeEnabled();
  }

  get name(): Locator {
    return this.section(this.t('account.name')).getByLabel(this.t('account.name'), { exact: true });
  }

  get saveName(): Locator {
    return this.button(this.t('account.saveName'));
  }

  get signOutEverywhere(): Locator {
    return this.button(this.t('account.sessions.endAll'));
  }

  /** The browsers that are signed in. */
  get sessions(): Locator {
    return this.section(this.t('account.sessions.title')).getByRole('listitem');
  }

  get download(): Locator {
    return this.page.getByRole('link', { name: this.t('account.export.button') });
  }

  /** What is said before the account is deleted. */
  get consequences(): Locator {
    return this.section(this.t('account.delete.title')).getByRole('list');
  }

  get deleteButton(): Locator {
    return this.button(this.t('account.delete.open'));
  }

  /** The question before the account is deleted. */
  get question(): Locator {
    return this.page.getByRole('dialog', { name: this.t('account.delete.confirmTitle') });
  }

  async deleteWith(password: string): Promise<void> {
    await this.deleteButton.click();
    await this.question.getByLabel(this.t('account.currentPassword'), { exact: true }).fill(password);
    await this.question.getByRole('button', { name: this.t('account.delete.confirm') }).click();
  }

  /** Links the account to the provider, as far as the provider's own page. */
  async link(label: string, password: string): Promise<void> {
    const section = this.section(this.t('account.openId.title'));
    await section.getByLabel(this.t('account.currentPassword'), { exact: true }).fill(password);
    await section.getByRole('button', { name: this.t('account.openId.link', { label }) }).click();
  }

  private section(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  private button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }
}

/** The page for a forgotten password; the same page, by a link from a mail, asks for the new one. */
export class ResetPasswordPage {
  constructor(
    private readonly page: Page,
    private readonly t: Texts,
  ) {}

  async askFor(email: string): Promise<void> {
    // The page that led here has a field of the same name.
    await expect(this.page.getByRole('heading', { name: this.t('account.reset.title'), level: 1 })).toBeVisible();
    await this.page.getByLabel(this.t('account.email'), { exact: true }).fill(email);
    await this.page.getByRole('button', { name: this.t('account.reset.send') }).click();
    await expect(this.page.getByText(this.t('account.reset.sent'))).toBeVisible();
  }

  async choose(password: string): Promise<void> {
    await this.page.getByLabel(this.t('account.newPassword'), { exact: true }).fill(password);
    await this.page.getByRole('button', { name: this.t('account.reset.choose') }).click();
  }
}
