import { expect, type Locator, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

export class QuizPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(topicId: string): Promise<void> {
    await this.page.goto(`/${this.language}/topics/${topicId}/quiz`);
  }

  /** The choices of the question on screen, in their order. */
  choices(): Locator {
    return this.page.getByRole('radio').or(this.page.getByRole('checkbox'));
  }

  async choose(index: number): Promise<void> {
    await this.choices().nth(index).click();
  }

  async check(): Promise<void> {
    await this.page.getByRole('button', { name: this.t('quiz.check') }).click();
  }

  async answerFirstChoice(): Promise<void> {
    await this.choose(0);
    await this.check();
  }

  async expectSaved(): Promise<void> {
    await expect(this.page.getByText(`· ${this.t('quiz.saved')}`)).toBeVisible();
  }

  /** Goes on to the next question, or from the last one to the result. */
  async next(): Promise<void> {
    const next = this.page.getByRole('button', { name: this.t('quiz.next'), exact: true });
    const result = this.page.getByRole('button', { name: this.t('quiz.toResult'), exact: true });
    await next.or(result).click();
  }

  async skip(): Promise<void> {
    await this.page.getByRole('button', { name: this.t('quiz.skip'), exact: true }).click();
  }

  async expectResult(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.t('quiz.resultTitle') })).toBeVisible();
  }
}
