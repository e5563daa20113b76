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

/** The shell's panels, with the groups that they are in. */
const groupOf = {
  nodes: 'see',
  trace: 'see',
  messages: 'see',
  challenges: 'act',
  rules: 'break',
  faults: 'break',
  settings: 'settings',
} as const;

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
    await this.group(groupOf[panel]).click();
    if (panel !== 'settings') await this.panelTab(this.t(`lab.panels.${panel}`)).click();
  }

  /** A group of panels: a tab beside the canvas; on a phone a button of the bar, which the sheet over the page has, too. */
  group(group: 'see' | 'act' | 'break' | 'settings'): Locator {
    // What is wrong may be said after it.
    const name = new RegExp(`^${this.t(`lab.panels.groups.${group}`)}`);
    const bar = this.page.getByRole('group', { name: this.t('lab.panels.label'), exact: true });
    return this.page
      .getByRole('tablist', { name: this.t('lab.panels.label'), exact: true })
      .getByRole('tab', { name })
      .or(bar.getByRole('button', { name }).last());
  }

  /** A panel of the group that is shown. */
  panelTab(name: string): Locator {
    const ofGroup = (['see', 'act', 'break'] as const).map((group) => this.t(`lab.panels.groups.${group}`)).join('|');
    return this.page
      .getByRole('tablist', { name: new RegExp(`^(${ofGroup})$`) })
      .getByRole('tab', { name: new RegExp(`^${name}`) });
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
