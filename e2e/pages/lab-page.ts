import { expect, type Locator, type Page } from '@playwright/test';
import { decodeRecording } from '../../sim/core/share-link';
import { raftLab } from '../../sim/raft/lab';
import type { Language, Texts } from '../fixtures/language';

/** The step that an address with a run of the Raft lab leads to; null for an address without one. */
function stepOf(address: string): number | null {
  const { searchParams } = new URL(address);
  const at = searchParams.get('at');
  if (at !== null) return Number(at.split('-')[0]);
  const decoded = decodeRecording(searchParams.get('run') ?? '', raftLab.simulation);
  return decoded.ok ? decoded.recording.end.step : null;
}

export const labPanels = ['nodes', 'trace', 'messages', 'rules', 'challenges', 'faults', 'settings'] as const;

/** A lab, on its own page or in a lesson. */
export class LabPage {
  constructor(
    private readonly page: Page,
    private readonly language: Language,
    private readonly t: Texts,
  ) {}

  async open(labId: string): Promise<void> {
    await this.playThrough();
    await this.page.goto(`/${this.language}/labs/${labId}`);
    await expect(this.button('play')).toBeVisible();
  }

  async openScenario(labId: string, scenarioId: string): Promise<void> {
    await this.playThrough();
    await this.page.goto(`/${this.language}/labs/${labId}?scenario=${scenarioId}`);
    await expect(this.button('play')).toBeVisible();
  }

  /** As somebody who has asked once not to be stopped at key events. */
  private async playThrough(): Promise<void> {
    await this.page.addInitScript(() => localStorage.setItem('interleave.lab.stops', '{"isOff":true,"stopped":[]}'));
  }

  /** Drags the scrub bar to a share of its length. */
  async scrubTo(share: number): Promise<void> {
    const box = await this.scrubBar().boundingBox();
    if (box === null) throw new Error('the scrub bar is not shown');
    await this.scrubBar().click({ position: { x: Math.min(box.width - 2, box.width * share), y: box.height / 2 } });
  }

  button(name: 'play' | 'pause' | 'start' | 'back' | 'forward' | 'nextMark'): Locator {
    return this.page.getByRole('button', { name: this.t(`lab.transport.${name}`), exact: true });
  }

  async openPanel(panel: (typeof labPanels)[number]): Promise<void> {
    const name = this.t(`lab.panels.${panel}`);
    // On a phone the panels are in a sheet, which has the same buttons as the bar that opens it.
    const bar = this.page.getByRole('group', { name: this.t('lab.panels.label') });
    const button = bar.getByRole('button', { name, exact: true }).last();
    await this.page.getByRole('tab', { name }).or(button).click();
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

  /** Waits until the page's address leads to the moment on screen: the lab writes it a little after the last act. */
  async expectAddressOfNow(): Promise<void> {
    const words = await this.scrubBar().getAttribute('aria-valuetext');
    const step = Number(words?.match(/\d+(?=\D*$)/)?.[0]);
    await expect.poll(() => stepOf(this.page.url())).toBe(step);
  }

  async keep(): Promise<void> {
    await this.page.getByRole('button', { name: this.t('lab.keep.idle') }).click();
    await expect(this.page.getByText(this.t('lab.keep.kept'), { exact: true })).toBeVisible();
  }
}
