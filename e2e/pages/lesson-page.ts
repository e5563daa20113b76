import { expect, type Locator, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

/** A lesson of a topic. */
export class LessonPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(topicId: string, lessonId: string, sectionId?: string): Promise<void> {
    const hash = sectionId === undefined ? '' : `#${sectionId}`;
    await this.page.goto(`/${this.language}/topics/${topicId}/lesson/${lessonId}${hash}`);
    await expect(this.contents()).toBeVisible();
  }

  contents(): Locator {
    return this.page.getByRole('navigation', { name: this.t('lesson.contents') });
  }

  /** The entry of the section that is being read, as the contents have it. */
  current(): Locator {
    return this.contents().locator('[aria-current="location"]');
  }

  section(id: string): Locator {
    return this.page.locator(`section#${id}`);
  }

  /** The offer to go on at a section. */
  continueAt(title: string): Locator {
    return this.page.getByRole('link', { name: this.t('lesson.continueAt', { section: title }) });
  }
}

/** The parts of a lesson as /design/lesson shows them: each of them once. */
export class LessonParts {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`/${this.language}/design/lesson`);
    await this.root().scrollIntoViewIfNeeded();
  }

  root(): Locator {
    return this.page.getByRole('region', { name: this.t('design.lesson.title'), exact: true });
  }

  /** A text by the name of its message below `design.lesson`. */
  text(name: 'answer' | 'when' | 'termText'): Locator {
    return this.page.getByText(this.t(`design.lesson.${name}`), { exact: true });
  }

  option(name: 'option1' | 'option2' | 'option3'): Locator {
    return this.root().getByRole('button', { name: this.t(`design.lesson.${name}`) });
  }

  hint(): Locator {
    return this.root().getByText(this.t('lesson.when.continues', { hint: this.t('design.lesson.hint') }));
  }

  term(): Locator {
    return this.root().locator('[role="button"][aria-describedby]');
  }
}
