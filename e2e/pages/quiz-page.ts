import { expect, type Locator, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

/** What an answer is given with, in any renderer. */
const controls = 'select, textarea, input, [data-move]';

export class QuizPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(topicId: string): Promise<void> {
    await this.page.goto(`/${this.language}/topics/${topicId}/quiz`);
  }

  /** Begins an attempt where none is open. */
  async begin(): Promise<void> {
    await this.page.getByRole('button', { name: this.t('quiz.begin'), exact: true }).click();
    await expect(this.submit()).toBeVisible();
  }

  /** The choices of the question on screen, in their order. */
  choices(): Locator {
    return this.page.getByRole('radio').or(this.page.getByRole('checkbox'));
  }

  /** The button that hands the answer in. */
  submit(): Locator {
    const name = (key: 'quiz.save' | 'quiz.check') => this.page.getByRole('button', { name: this.t(key), exact: true });
    return name('quiz.save').or(name('quiz.check'));
  }

  async choose(index: number): Promise<void> {
    await this.choices().nth(index).click();
  }

  /** Gives some answer, whatever the question's type: the first of every choice, something in every field. */
  async fillAnyhow(): Promise<void> {
    const form = this.page.locator('form').filter({ has: this.submit() });
    // Some renderers wait for a lab to be loaded.
    await expect(form.locator(controls).first()).toBeVisible();
    // The page takes answers from here on.
    await expect(this.submit()).toBeEnabled();
    // What is chosen first may bring what is to be chosen next.
    for (let round = 0; round < 2; round += 1) {
      for (const group of await form.getByRole('radiogroup').all()) await group.getByRole('radio').first().click();
    }
    const boxes = form.getByRole('checkbox');
    if ((await boxes.count()) > 0) await boxes.first().click();
    for (const field of await form.getByRole('textbox').all()) await field.fill('1');
    // The first option of a list says that nothing is chosen yet, and where each thing has a partner of its own no two may have the same.
    for (const [place, list] of (await form.getByRole('combobox').all()).entries()) {
      const choices = (await list.getByRole('option').count()) - 1;
      await list.selectOption({ index: 1 + (place % choices) });
    }
  }

  async answerAnyhow(): Promise<void> {
    await this.fillAnyhow();
    await this.submit().click();
  }

  /** The answer on screen is in the server's database; a quiz does not yet say how it turned out. */
  async expectSaved(): Promise<void> {
    await expect(this.page.getByText(this.t('quiz.toldAtTheEnd'))).toBeVisible();
  }

  /** Goes on to the next question, or from the last one to the result. */
  async next(): Promise<void> {
    const next = this.page.getByRole('button', { name: this.t('quiz.next'), exact: true });
    const result = this.page.getByRole('button', { name: this.t('quiz.toResult'), exact: true });
    await next.or(result).click();
  }

  /** Ends the quiz from its first question without an answer: passes over those that are left, and hands in. */
  async handIn(unanswered: number): Promise<void> {
    // The last one leads to the result.
    for (let question = 1; question < unanswered; question += 1) await this.skip();
    await this.next();
    const button = this.page.getByRole('button', { name: this.t('quiz.handIn.do'), exact: true });
    await button.click();
    // It asks whether that is meant.
    await button.click();
  }

  /** Passes over the question, whose number is in the address: two presses before React has the page would count as one. */
  async skip(): Promise<void> {
    const before = this.page.url();
    await this.page.getByRole('button', { name: this.t('quiz.skip'), exact: true }).click();
    await expect.poll(() => this.page.url()).not.toBe(before);
  }

  /** Goes back to a question from the result. */
  async review(number: number): Promise<void> {
    await this.page.getByRole('button', { name: this.t('quiz.reviewItem', { number }), exact: true }).click();
  }

  async expectResult(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: this.t('quiz.resultTitle') })).toBeVisible();
  }
}
