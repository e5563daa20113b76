import type { Locator, Page } from '@playwright/test';
import type { Texts } from '../fixtures/language';

export class SearchDialog {
  constructor(
    private readonly page: Page,
    private readonly t: Texts,
  ) {}

  dialog(): Locator {
    return this.page.getByRole('dialog', { name: this.t('search.title') });
  }

  field(): Locator {
    return this.dialog().getByRole('searchbox', { name: this.t('search.label') });
  }

  /** What was found, in the order on screen. */
  finds(): Locator {
    return this.dialog().getByRole('listitem').getByRole('link');
  }

  async openWith(key: string): Promise<void> {
    // Presses of buttons are kept until React has the page, keys are not.
    await this.page.waitForFunction(() => Reflect.get(globalThis, 'earlyInput') === undefined);
    await this.page.keyboard.press(key);
    await this.field().waitFor();
  }

  async look(query: string): Promise<void> {
    await this.field().fill(query);
  }
}
