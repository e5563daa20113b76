import type { Locator, Page } from '@playwright/test';
import { labDesk } from '../../quiz/labs';
import type { AttemptItem, QuizItem } from '../../quiz/schema';
import { bindItem, type Reveal } from '../../quiz/score';
import type { Language, Texts } from '../fixtures/language';

const plain = (text: string) => text.replaceAll('`', '');

/** The question on screen, answered as its author would. */
export class QuestionRenderer {
  private readonly form: Locator;

  constructor(
    page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {
    this.form = page.locator('main form');
  }

  /** Gives the right answer. `seed` is that of a generated item's variant. */
  async answerRight(item: QuizItem, seed: number): Promise<void> {
    const attempt: AttemptItem = item.type === 'generated' ? { ...item, seed } : item;
    const { language } = this;
    const solution = bindItem(attempt, labDesk).reveal();
    if (attempt.type === 'generated') return this.generated(attempt, solution);
    const pick = (text: string) => this.option(plain(text)).click();
    switch (item.type) {
      case 'single':
      case 'multiple':
        for (const choice of item.choices.filter(({ correct }) => correct)) await pick(choice.text[language]);
        return;
      case 'true-false':
        await pick(this.t(item.answer ? 'quiz.renderer.true' : 'quiz.renderer.false'));
        for (const reason of item.reasons.filter(({ correct }) => correct)) await pick(reason.text[language]);
        return;
      case 'numeric':
        return this.form.getByRole('textbox').fill(String(item.value));
      case 'short-text':
        return this.form.getByRole('textbox').fill(item.accepted[0] ?? '');
      case 'predict-the-output':
        return this.form.getByRole('textbox').fill(item.output);
      case 'ordering':
        return this.order(item.steps.map(({ text }) => plain(text[language])));
      case 'matching':
      case 'classification':
        for (const { text, to } of item.things) {
          const target = item.targets.find(({ id }) => id === to)?.text[language] ?? '';
          const list = this.form.getByRole('combobox', { name: plain(text[language]), exact: true });
          await list.selectOption({ label: plain(target) });
        }
        return;
      case 'fill-in-the-code':
        for (const [index, { accepted, distractors }] of item.gaps.entries()) {
          const name = this.t('quiz.renderer.gap', { number: index + 1, count: item.gaps.length });
          const gap = this.form.getByLabel(name, { exact: true });
          if (distractors.length > 0) await gap.selectOption(accepted[0] ?? '');
          else await gap.fill(accepted[0] ?? '');
        }
        return;
      case 'pick-on-the-diagram':
        return pick(item.targets.find(({ correct }) => correct)?.text[language] ?? '');
      case 'diagnose':
        for (const cause of item.causes.filter(({ correct }) => correct)) await pick(cause.text[language]);
        return this.line(item.shownBy.lines[0] ?? 1);
      case 'repair-a-line': {
        // Which one repairs the code may be the lab's to say.
        const told = 'repairs' in solution.solution ? solution.solution.repairs : [];
        const right = item.repairs.find(({ id }) => told.some((each) => each.id === id && each.correct));
        await this.line(right?.line ?? 1);
        return this.option(right?.code.trim() ?? '').click();
      }
      case 'choose-a-configuration':
        return this.form
          .getByRole('radio')
          .nth(item.options.findIndex(({ correct }) => correct))
          .click();
      case 'predict-then-run': {
        const options = labDesk.predictionOptions(item.lab, item.prediction) ?? [];
        const right = options.indexOf(labDesk.predict(item.lab, item.prediction) ?? '');
        return this.form.getByRole('radio').nth(right).click();
      }
    }
  }

  /** Picks a numbered line. */
  private line(number: number): Promise<void> {
    return this.form
      .getByRole('radio', { name: this.t('quiz.renderer.line', { line: number, text: '' }).trim() })
      .first()
      .click();
  }

  private option(name: string): Locator {
    return this.form
      .getByRole('radio', { name, exact: true })
      .or(this.form.getByRole('checkbox', { name, exact: true }));
  }

  private async generated(item: Extract<AttemptItem, { type: 'generated' }>, { solution }: Reveal): Promise<void> {
    const { lab, generator, seed, difficulty, revision = 1 } = item;
    const question = labDesk.generate(lab, generator, seed, difficulty, revision);
    if (question === null || !('right' in solution)) throw new Error(`no question for ${item.id}`);
    const { form } = question;
    if (form.type === 'numeric') return this.form.getByRole('textbox').fill(solution.right[0] ?? '');
    if (form.type === 'ordering') throw new Error('no lab orders yet');
    const options = this.form.getByRole('radio').or(this.form.getByRole('checkbox'));
    for (const [index, { id }] of form.options.entries()) {
      if (solution.right.includes(id)) await options.nth(index).click();
    }
  }

  /** Moves one thing after the other up to its place. */
  private async order(names: readonly string[]): Promise<void> {
    for (const [place, name] of names.entries()) {
      const row = this.form.getByRole('listitem').filter({ hasText: name });
      const up = row.getByRole('button', { name: this.t('quiz.renderer.moveUp', { name }), exact: true });
      const rows = await this.form.getByRole('listitem').allInnerTexts();
      const at = rows.findIndex((text) => text.includes(name));
      for (let from = at; from > place; from -= 1) await up.click();
    }
  }
}
