import type { Locator, Page } from '@playwright/test';
import type { Language, Texts } from '../fixtures/language';

export class HomePage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`/${this.language}`);
    // Its buttons do something once React has taken the page over.
    await this.page.waitForLoadState('networkidle');
  }

  private cluster(): Locator {
    return this.page.getByRole('figure', { name: this.t('home.live.label') });
  }

  /** What the cluster that runs beside the headline tells. */
  clusterNews(): Locator {
    return this.cluster().getByRole('status');
  }

  liveButton(key: 'crash' | 'break'): Locator {
    return this.cluster().getByRole('button', { name: this.t(`home.live.${key}`), exact: true });
  }

  /** Leads to the lab with the run that lost data. */
  brokenRun(): Locator {
    return this.cluster().getByRole('link', { name: this.t('home.live.open'), exact: true });
  }

  map(): Locator {
    return this.page.getByRole('list', { name: this.t('home.map.label') });
  }

  /** A box of the map, by the name that it shows. */
  place(name: string): Locator {
    return this.map()
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  /** The box that the request is at. */
  here(): Locator {
    return this.map().locator('[aria-current=step]');
  }

  button(key: 'play' | 'pause' | 'back' | 'forward'): Locator {
    return this.page.getByRole('button', { name: this.t(`home.map.${key}`), exact: true });
  }
}
