import { expect, type Locator, type Page } from '@playwright/test';
import type { Texts } from '../fixtures/language';
import { LabPage } from './lab-page';

export const redisPanels = ['console', 'pending', 'info', 'figures', 'log', 'build'] as const;

/** The Redis Streams lab, driven by the keyboard. */
export class RedisStreamsPage {
  readonly lab: LabPage;

  constructor(
    private readonly page: Page,
    language: 'ko' | 'en',
    private readonly t: Texts,
  ) {
    this.lab = new LabPage(page, language, t);
  }

  tab(panel: (typeof redisPanels)[number]): Locator {
    return this.page.getByRole('tab', { name: this.t(`labs.redis-streams.panels.${panel}`), exact: true });
  }

  /** Opens a panel wherever it is: a tab beside the canvas; on a phone a button of the bar, or of the sheet over it. */
  async openPanel(panel: (typeof redisPanels)[number]): Promise<void> {
    const button = this.page
      .getByRole('group', { name: this.t('lab.panels.label'), exact: true })
      .getByRole('button', { name: this.t(`labs.redis-streams.panels.${panel}`), exact: true })
      .last();
    await this.tab(panel).or(button).click();
  }

  log(): Locator {
    return this.page.getByRole('log', { name: this.t('labs.redis-streams.console.log') });
  }

  input(): Locator {
    return this.page.getByLabel(this.t('labs.redis-streams.console.input'));
  }

  /** Presses Tab, or backwards, until this has the focus. */
  async tabTo(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(key);
      await expect(target).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0] });
  }

  /** From the panels' tab that has the focus, to another with the arrows. */
  async arrowTo(panel: (typeof redisPanels)[number]): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('ArrowRight');
      await expect(this.tab(panel)).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0] });
    await this.page.keyboard.press('Enter');
  }

  /** Types a command into the console, which has the focus, and waits for its reply. */
  async type(command: string, reply: string): Promise<void> {
    await this.page.keyboard.type(command);
    await this.page.keyboard.press('Enter');
    await expect(this.log().locator(':scope > *').last()).toContainText(command);
    await expect(this.log().locator(':scope > *').last()).toContainText(reply);
  }

  /** The log browser's list, which scrolls. */
  entries(): Locator {
    return this.page.getByRole('region', { name: this.t('labs.redis-streams.log.list') });
  }

  /** The place in the stream, from 1 on, of the first entry that is wholly seen in the log browser. */
  firstSeen(): Promise<number> {
    return this.entries().evaluate((list) => {
      const { top } = list.getBoundingClientRect();
      const row = [...list.querySelectorAll('li')].find((each) => each.getBoundingClientRect().top >= top);
      return Number(row?.ariaPosInSet);
    });
  }
}
