import { expect, type Locator, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

/** What a lesson asks its reader to do in a lab by hand: no step of the run does it. */
type Deed = (lab: LessonLab) => Promise<void>;

/** The deeds that milestones wait for, by milestone; every other one comes about by going on. */
const deeds: Readonly<Record<string, Deed>> = {
  'a-channel-was-closed': (lab) => lab.deleteExchange('orders'),
  'an-id-was-refused': (lab) => lab.typeCommand('XADD orders 5-1 item late'),
};

/** The labs of one lesson, with the texts that wait for what happens in them. */
export class LessonLabs {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(topicId: string, lessonId: string): Promise<void> {
    await this.page.goto(`/${this.language}/topics/${topicId}/lesson/${lessonId}`);
    await expect(this.page.locator('[data-when], [data-decide]').first()).toBeAttached();
  }

  /** The texts that wait, in the order in which they stand. */
  texts(): Locator {
    return this.page.locator('[data-when]');
  }

  /** Does what the text waits for, in the lab above it, until the text is there. */
  async bringAbout(text: Locator): Promise<void> {
    await text.scrollIntoViewIfNeeded();
    const lab = new LessonLab(text, this.t);
    await lab.isThere();
    const deed = deeds[(await text.getAttribute('data-when')) ?? ''];
    if (deed !== undefined) await deed(lab);
    await lab.goOnUntilSaid();
  }

  /** Goes on in the lab above a decision until its question is asked, and gives a number. */
  async decide(id: string, given: number): Promise<void> {
    const decision = this.page.locator(`[data-decide="${id}"]`);
    await decision.scrollIntoViewIfNeeded();
    const lab = new LessonLab(decision, this.t);
    await lab.isThere();
    const input = decision.getByRole('spinbutton');
    await lab.goOnUntil(input);
    await input.fill(String(given));
    await decision.getByRole('button', { name: this.t('lesson.answer.check') }).click();
    await expect(decision.locator('.lesson-held')).toHaveCount(0);
  }

  /** A question that is answered before reading on, by what it asks. */
  prediction(question: string): Locator {
    return this.page.getByRole('group', { name: question });
  }
}

/** The lab above a text. */
class LessonLab {
  private readonly root: Locator;
  private readonly held: Locator;

  constructor(
    private readonly text: Locator,
    private readonly t: Texts,
  ) {
    this.root = text.locator('xpath=preceding::section[@aria-label][.//*[contains(@class, "lab-canvas")]][1]');
    this.held = text.locator('.lesson-held');
  }

  async isThere(): Promise<void> {
    await expect(this.nextMark()).toBeVisible();
  }

  private nextMark(): Locator {
    return this.root.getByRole('button', { name: this.t('lab.transport.nextMark'), exact: true });
  }

  /** On from key event to key event; stops as soon as the text has come. */
  async goOnUntilSaid(): Promise<void> {
    await expect(async () => {
      if ((await this.held.count()) > 0) await this.nextMark().click();
      await expect(this.held).toHaveCount(0, { timeout: 200 });
    }).toPass({ intervals: [0] });
  }

  /** On from key event to key event; stops as soon as the thing is there. */
  async goOnUntil(thing: Locator): Promise<void> {
    await expect(async () => {
      if ((await thing.count()) === 0) await this.nextMark().click();
      await expect(thing).toBeVisible({ timeout: 200 });
    }).toPass({ intervals: [0] });
  }

  async deleteExchange(name: string): Promise<void> {
    await this.node(this.t('labs.amqp.node.exchangeLabel', { name, type: 'topic' })).click();
    await this.action(this.t('labs.amqp.actions.delete')).click();
  }

  async typeCommand(command: string): Promise<void> {
    const input = this.text.getByLabel(this.t('labs.redis-streams.console.input'));
    await input.fill(command);
    await input.press('Enter');
    await expect(this.text.getByRole('log')).toContainText(command);
  }

  private node(label: string): Locator {
    return this.root.locator('.react-flow__node').getByRole('button', { name: label });
  }

  private action(label: string): Locator {
    return this.root.getByRole('toolbar').getByRole('button', { name: label, exact: true });
  }
}
