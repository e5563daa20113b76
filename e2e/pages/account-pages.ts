import { expect, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** Long enough for the form; the accounts live as long as the test run. */
export const password = 'a password for tests';

export class SignUpPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`/${this.language}/sign-up`);
  }

  async fill({ name, email, password }: Person & { password: string }): Promise<void> {
    await expect(this.submitButton()).toBeEnabled();
    await this.page.getByLabel(this.t('account.name'), { exact: true }).fill(name);
    await this.page.getByLabel(this.t('account.email'), { exact: true }).fill(email);
    await this.page.getByLabel(this.t('account.password'), { exact: true }).fill(password);
  }

  async submit(): Promise<void> {
    await this.submitButton().click();
  }

  private submitButton() {
    return this.page.locator('form').getByRole('button', { name: this.t('account.signUp'), exact: true });
  }

  /** Signs up in the form that is open. */
  async signUpHere(person: Person): Promise<void> {
    await this.fill({ ...person, password });
    await this.submit();
  }

  /** Opens the form, signs up and waits for the page behind it. */
  async signUp(person: Person): Promise<void> {
    await this.open();
    await this.signUpHere(person);
    await expect(this.page).toHaveURL(new RegExp(`/${this.language}/topics$`));
  }

  async expectError(text: string): Promise<void> {
    await expect(this.page.getByText(text)).toBeVisible();
  }
}

export class SignInPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`/${this.language}/sign-in`);
  }

  async submit(email: string, secret: string): Promise<void> {
    await this.page.getByLabel(this.t('account.email'), { exact: true }).fill(email);
    await this.page.getByLabel(this.t('account.password'), { exact: true }).fill(secret);
    await this.page
      .locator('form')
      .getByRole('button', { name: this.t('account.signIn'), exact: true })
      .click();
  }

  async expectError(text: string): Promise<void> {
    await expect(this.page.getByText(text)).toBeVisible();
  }
}
