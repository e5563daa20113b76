import { expect, type Locator, type Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

/** A lab, on its own page or in a lesson. */
export class LabPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(labId: string): Promise<void> {
    await this.page.goto(`/${this.language}/labs/${labId}`);
    await expect(this.button('play')).toBeVisible();
  }

  button(name: 'play' | 'pause' | 'start' | 'back' | 'forward' | 'nextMark'): Locator {
    return this.page.getByRole('button', { name: this.t(`lab.transport.${name}`), exact: true });
  }

  /** The list of servers beside the canvas: what a screen reader has of it. */
  servers(): Locator {
    return this.page.getByRole('list', { name: this.t('lab.nodes.list') }).getByRole('button');
  }

  server(id: string): Locator {
    return this.servers().filter({ hasText: id });
  }

  scrubBar(): Locator {
    return this.page.getByRole('slider', { name: this.t('lab.scrub.label') });
  }

  async keep(): Promise<void> {
    await this.page.getByRole('button', { name: this.t('lab.keep.idle') }).click();
    await expect(this.page.getByText(this.t('lab.keep.kept'), { exact: true })).toBeVisible();
  }
}
