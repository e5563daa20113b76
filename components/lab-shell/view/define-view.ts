import type { LucideIcon } from 'lucide-react';
import type { Status } from '@/components/ui/state-palette';
import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { ClockFace } from '../run/format-tick';
import { defineLabView, type OpenableLab } from '../run/openable-lab';
import type { Stage } from '../stage/stage';
import { type ActionParts, deriveActions } from './derive-actions';
import { deriveExplore, type ExploreParts } from './derive-explore';
import { settingsFrom } from './derive-fields';
import { deriveMessages, type MessageParts } from './derive-messages';
import { deriveTexts } from './derive-texts';
import { deriveTrace, type TraceParts } from './derive-trace';
import type { LabPanelView, LabView, ShownLab } from './lab-view';
import type { InspectorSection } from './texts';
import { valueText, type Words, wordsOf } from './words';

/** A part of what the stage shows: in the list, by the keys 1 to 9, for a screen reader, and to be acted on. */
export interface ItemParts {
  readonly id: string;
  /** What kind of thing it is: actions are for a kind, and its word is `items.<kind>`. */
  readonly kind: string;
  readonly status: Status;
  /** In place of the status's own. */
  readonly icon?: LucideIcon;
  /** In place of the id. */
  readonly name?: string;
  /** How it is, in a word or two, in place of the kind's. */
  readonly role?: string;
  /** What else matters at a glance, short. */
  readonly facts?: string;
}

/** A table of the inspector: fields by name, or in pairs where a name may come twice. */
export type Fields = Readonly<Record<string, unknown>> | readonly (readonly [name: string, value: unknown])[];

type SettingName<Config> = (keyof Config & string) | `${keyof Config & string}.${string}`;

export interface ViewParts<T extends LabTypes> extends TraceParts<T> {
  /** Simulated ticks that pass in one real second at speed 1. */
  readonly ticksPerRealSecond: number;
  /** The lab's clock shows seconds with so many decimals; without it, milliseconds. */
  readonly secondsDecimals?: ClockFace['secondsDecimals'];
  /** The scrub bar shows at least this much time. */
  readonly timeSpanTicks: Tick;
  /** Scenarios that are built by commands open after everything up to this moment; others at their start. */
  readonly opensAtTick?: Tick;
  readonly stage: Stage<T>;
  items(state: T['State'], say: Words): readonly ItemParts[];
  /** What the inspector shows of an item: its fields under the source's names. Null for one that does not exist. */
  part?(state: T['State'], itemId: string): Readonly<Record<string, unknown>> | null;
  /** The same in several tables, by the keys of their titles (`inspector.<key>`); a key without a text is a title itself. */
  parts?(state: T['State'], itemId: string, say: Words, tick: Tick): Readonly<Record<string, Fields>>;
  readonly actions?: Readonly<Record<string, ActionParts<T>>>;
  readonly messages?: MessageParts<T>;
  /** The settings that a new run begins with, by group; one within another by both names (`costs.bytes`). */
  readonly settings?: Readonly<Record<string, readonly SettingName<T['Config']>[]>>;
  /** Panels that only this lab has, by the keys of their names (`panels.<key>`). */
  readonly panels?: Readonly<Record<string, Pick<LabPanelView<T>, 'group' | 'Part'>>>;
  readonly faults?: LabView<T>['faults'];
  readonly membership?: LabView<T>['membership'];
  /** The rules that can be left out, and where to look for runs that break without them. */
  readonly explore?: ExploreParts<T>;
  /** What this lab has to say or show in another way than what is derived. */
  readonly override?: Partial<
    Pick<LabView<T>, 'actions' | 'items' | 'inspect' | 'describe' | 'mark' | 'tell' | 'messages' | 'legendText'>
  >;
}

/**
 * A lab as it is shown: what is said here and, derived from the lab and from its texts, all the rest. Texts are found by keys
 * that ids make (`scenarios.<id>.title`), forms and their bounds by the codecs, and why an action does nothing by a dry run.
 * @example
 * defineView({ simulation: ring, scenarios: ringScenarios, whole: () => import('@/sim/ring/lab').then((module) => module.ringLab) }, {
 *   ticksPerRealSecond: 1_000,
 *   timeSpanTicks: 4_000,
 *   stage: ownStage(RingStage),
 *   items: (state) => state.servers.map(({ id }) => ({ id, kind: 'server', status: 'ok' })),
 *   part: (state, id) => state.servers.find((server) => server.id === id) ?? null,
 *   actions: { addServer: { on: 'lab', icon: Plus }, removeServer: { on: 'server', icon: Trash2, key: 'x' } },
 *   marks: { added: 'success', removed: 'failure' },
 * })
 */
export function defineView<T extends LabTypes>(lab: ShownLab<T>, parts: ViewParts<T>): OpenableLab {
  return defineLabView(viewOf(lab, parts));
}

/** The same, with its types still open. */
export function viewOf<T extends LabTypes>(lab: ShownLab<T>, view: ViewParts<T>): LabView<T> {
  const { simulation } = lab;
  const { items, messages, settings, panels, faults, membership, explore, opensAtTick } = view;
  const itemOf = (state: T['State'], itemId: string, say: Words) =>
    items(state, say).find(({ id }) => id === itemId) ?? null;

  return {
    lab,
    ticksPerRealSecond: view.ticksPerRealSecond,
    ...(view.secondsDecimals === undefined ? {} : { secondsDecimals: view.secondsDecimals }),
    timeSpanTicks: view.timeSpanTicks,
    stage: view.stage,
    actions: deriveActions(lab, view.actions ?? {}, (state, itemId) => itemOf(state, itemId, SILENT)?.kind ?? null),
    items: (state, t) => {
      const say = wordsOf(simulation.id, t);
      return items(state, say).map(({ id, kind, status, icon, name = id, role, facts = '' }) => ({
        id,
        name,
        state: status,
        ...(icon === undefined ? {} : { icon }),
        role: role ?? say(`items.${kind}`),
        facts,
      }));
    },
    inspect({ state, tick }, itemId, t): readonly InspectorSection[] {
      const say = wordsOf(simulation.id, t);
      const tables = Object.entries(view.parts?.(state, itemId, say, tick) ?? {});
      if (tables.length > 0) return tables.map(([key, fields]) => tableOf(titleOf(key, say), fields));
      const item = itemOf(state, itemId, say);
      const fields = view.part?.(state, itemId) ?? null;
      return item === null || fields === null ? [] : [tableOf(say(`items.${item.kind}`), fields)];
    },
    ...deriveTexts(lab),
    ...deriveTrace(lab, view),
    ...(messages === undefined ? {} : { messages: deriveMessages(lab, messages) }),
    ...(settings === undefined
      ? {}
      : { settings: settingsFrom(simulation.config, settings, (t) => wordsOf(simulation.id, t)) }),
    ...(panels === undefined
      ? {}
      : {
          panels: Object.entries(panels).map(([id, panel]) => ({
            id,
            ...panel,
            label: (t) => wordsOf(simulation.id, t)(`panels.${id}`),
          })),
        }),
    ...(faults === undefined ? {} : { faults }),
    ...(membership === undefined ? {} : { membership }),
    ...(explore === undefined ? {} : { explore: deriveExplore(lab, explore) }),
    ...(opensAtTick === undefined ? {} : { opensAtTick }),
    ...view.override,
  };
}

/** Where nothing is read out: an item's kind needs no words. */
const SILENT: Words = Object.assign(() => '', { has: () => false });

function titleOf(key: string, say: Words): string {
  return say.has(`inspector.${key}`) ? say(`inspector.${key}`) : key;
}

function tableOf(title: string, fields: Fields): InspectorSection {
  const rows: readonly (readonly [string, unknown])[] = Array.isArray(fields) ? fields : Object.entries(fields);
  return { title, rows: rows.map(([name, value]) => ({ name, value: valueText(value) })) };
}
