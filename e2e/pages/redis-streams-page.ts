import { expect, type Locator, type Page } from '@playwright/test';
import type { Texts } from '../fixtures/language';
import { LabPage } from './lab-page';

const groupOf = { console: 'act', build: 'act', pending: 'see', info: 'see', figures: 'see', log: 'see' } as const;
type RedisPanel = keyof typeof groupOf;

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

  tab(panel: RedisPanel): Locator {
    return this.lab.panelTab(this.t(`labs.redis-streams.panels.${panel}`));
  }

  async openPanel(panel: RedisPanel): Promise<void> {
    await this.lab.group(groupOf[panel]).click();
    await this.tab(panel).click();
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

  /** From the tab that has the focus, to another with the arrows. */
  async arrowTo(tab: Locator): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('ArrowRight');
      await expect(tab).toBeFocused({ timeout: 50 });
    }).toPass({ intervals: [0] });
    await this.page.keyboard.press('Enter');
  }

  /** To a panel with the keyboard, from what stands below it (`Shift+Tab`) or before it. */
  async reachPanel(panel: RedisPanel, shown: 'see' | 'act', key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.tabTo(this.lab.group(shown), key);
    if (groupOf[panel] !== shown) await this.arrowTo(this.lab.group(groupOf[panel]));
    await this.page.keyboard.press('Tab');
    if ((await this.tab(panel).getAttribute('aria-selected')) !== 'true') await this.arrowTo(this.tab(panel));
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
