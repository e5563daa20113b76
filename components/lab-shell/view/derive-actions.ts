import type { LucideIcon } from 'lucide-react';
import { cloneJson } from '@/sim/core/json';
import type { Lab, LabTypes } from '@/sim/core/lab';
import { CommandRefused, type TraceEntry, type World } from '@/sim/core/simulation';
import { commandFields } from './derive-fields';
import type { ItemAction, ShownLab } from './lab-view';
import type { Translate } from './texts';
import { type Values, valueText, wordsOf } from './words';

type CommandType<T extends LabTypes> = T['Command'] extends { readonly type: infer Type extends string }
  ? Type
  : string;

/** Something that a person can do, said by the lab. Its label is `actions.<id>`, whose gaps the fixed values fill. */
export interface ActionParts<T extends LabTypes> {
  /** The kind of item that it is done to, or the whole `lab`. */
  readonly on: string;
  readonly icon: LucideIcon;
  /** The key that does it to the selected item, or to the lab. Of actions that share one, the first that is possible is done. */
  readonly key?: string;
  /** False: only in the panel, not beside the item. */
  readonly inToolbar?: boolean;
  /** The command's `type`, when it is not the action's id. */
  readonly command?: CommandType<T>;
  /** What the command always holds, such as a pace. */
  readonly fixed?: Readonly<Record<string, string | number | boolean | null>>;
  /** What it holds of the item it is done to; without it, the item's id in the field that is named as its kind. */
  values?(itemId: string, state: T['State']): Readonly<Record<string, unknown>>;
  /** The whole command, where no one type of it fits all that can be selected (`on: 'any'`); null for what it is not offered for. */
  make?(state: T['State'], itemId: string): T['Command'] | null;
  /** Fields of the command that are asked for, and what they begin with. */
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>;
  /** Why it would do nothing now, as the model says it; null when it does something. Without it, a dry run on a copy of the state says it. */
  ignored?(state: T['State'], itemId: string): string | null;
  /** Offered only while this holds; the dry run says why not when it does not. */
  when?(state: T['State'], itemId: string): boolean;
}

/** What can be done, from the commands' codec: forms, bounds, and why something would do nothing now. */
export function deriveActions<T extends LabTypes>(
  lab: ShownLab<T>,
  actions: Readonly<Record<string, ActionParts<T>>>,
  kindOf: (state: T['State'], itemId: string) => string | null,
): readonly ItemAction<T['State'], T['Command']>[] {
  const { simulation } = lab;
  const words = (t: Translate) => wordsOf(simulation.id, t);
  return Object.entries(actions).map(([id, parts]) => {
    const { on, icon, key, inToolbar = true, fields = {}, when } = parts;
    const type: string = parts.command ?? id;
    const known = Object.keys(fields).length === 0 ? null : commandFields(simulation.command, type, words);
    const of = (itemId: string, state: T['State']) =>
      parts.values?.(itemId, state) ?? (on === 'lab' ? {} : { [on]: itemId });
    const command = (itemId: string, state: T['State']): T['Command'] =>
      parts.make?.(state, itemId) ?? ({ type, ...of(itemId, state), ...parts.fixed, ...fields } as T['Command']);
    return {
      id,
      key: key ?? null,
      icon,
      inToolbar,
      isOnLab: on === 'lab',
      fields: Object.keys(fields).map((name) => {
        const field = known?.get(name);
        if (field === undefined) throw new Error(`the command "${type}" has no field "${name}" that a form can hold`);
        return field;
      }),
      label: (t) => words(t)(`actions.${id}`, labelValues(parts.fixed)),
      command,
      isOffered: (state, itemId) =>
        parts.make === undefined
          ? (on === 'lab' || kindOf(state, itemId) === on) && (when === undefined || when(state, itemId))
          : parts.make(state, itemId) !== null,
      refusal: (state, itemId, t) => {
        const reason =
          parts.ignored === undefined
            ? dryRun(simulation, state, command(itemId, state))
            : parts.ignored(state, itemId);
        if (reason === null) return null;
        const say = words(t);
        const key = [`${id}-${reason}`, reason, id].find((each) => say.has(`refusals.${each}`));
        return key === undefined ? t('lab.refusal') : say(`refusals.${key}`);
      },
    };
  });
}

function labelValues(fixed: ActionParts<LabTypes>['fixed'] = {}): Values {
  return Object.fromEntries(
    Object.entries(fixed).map(([name, value]) => [name, typeof value === 'number' ? value : valueText(value)]),
  );
}

/** Runs the command on a copy: the model's own word for why it does nothing now; null when it does something. */
function dryRun<T extends LabTypes>(
  { command: codec, onCommand }: Lab<T>['simulation'],
  state: T['State'],
  command: T['Command'],
): string | null {
  const parsed = codec.safeParse(command);
  if (!parsed.success) return 'impossible';
  const trace: TraceEntry[] = [];
  let scheduled = 0;
  const world: World<T['Event'], T['Trace']> = {
    tick: 0,
    random: { below: () => 0, chance: () => false },
    schedule: () => {
      scheduled += 1;
      return scheduled;
    },
    cancel: () => undefined,
    trace: (entry) => {
      trace.push(entry);
    },
  };
  try {
    onCommand(cloneJson(state), parsed.data, world);
  } catch (error) {
    if (error instanceof CommandRefused) return 'impossible';
    throw error;
  }
  const ignored = trace.find(({ kind }) => kind === 'ignored');
  return ignored === undefined ? null : valueText(ignored.data?.reason);
}
