import type { ZodMiniType, z } from 'zod/mini';
import type { SettingField, SettingsView } from '../view/settings-view';

/** What stands in the form's fields, by their names. */
export type SettingsDraft = Readonly<Record<string, string | boolean>>;

/** What is wrong with a field. `conflict`: it does not go together with another one. */
export type SettingProblem =
  | { readonly kind: 'not-whole' | 'conflict' | 'invalid' }
  | { readonly kind: 'too-small' | 'too-big'; readonly bound: number };

export type SettingProblems = Readonly<Record<string, SettingProblem>>;

export type ReadSettings<Config> =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: SettingProblems };

export function fieldsOf(view: SettingsView): readonly SettingField[] {
  return view.flatMap(({ fields }) => fields);
}

/** What a configuration counts by the thousand is entered in percent, as everywhere in the lab. */
function isPercent(name: string): boolean {
  return name.endsWith('PerMille');
}

/** A configuration as it stands in the form. RangeError for a field that it does not have. */
export function draftOf(view: SettingsView, config: object): SettingsDraft {
  return Object.fromEntries(
    fieldsOf(view).map(({ name, kind, within }) => {
      const value = name.split('.').reduce<unknown>((part, key) => (part === null ? null : Object(part)[key]), config);
      if (value === undefined) throw new RangeError(`the configuration has no field "${name}"`);
      if (Array.isArray(value)) return [name, value.join(' ')];
      if (isPercent(name) && typeof value === 'number') return [name, String(value / 10)];
      const isOff = value === null && within !== undefined && kind === 'switch';
      return [name, typeof value === 'boolean' ? value : isOff ? false : value === null ? '' : String(value)];
    }),
  );
}

/** The configuration with what stands in the form, checked by the codec; else what is wrong with each field. */
export function readDraft<Config>(
  view: SettingsView,
  codec: ZodMiniType<Config>,
  config: Config,
  draft: SettingsDraft,
): ReadSettings<Config> {
  const parsed = codec.safeParse(enteredConfig(view, config, draft));
  if (parsed.success) return { ok: true, config: parsed.data };
  const problems: Record<string, SettingProblem> = {};
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.');
    const field = fieldsOf(view).find(({ name }) => `${path}.`.startsWith(`${name}.`) || name.startsWith(`${path}.`));
    const isWritten = field?.kind === 'text' || field?.kind === 'choice' || field?.kind === 'list';
    const isInvalid = isWritten && issue.code !== 'custom';
    problems[field?.name ?? path] ??= isInvalid ? { kind: 'invalid' } : problemOf(issue, isPercent(path) ? 10 : 1);
  }
  return { ok: false, problems };
}

/** The configuration as it was entered, not checked. */
function enteredConfig(view: SettingsView, config: unknown, draft: SettingsDraft): object {
  const entered: Record<string, unknown> = { ...Object(config) };
  for (const field of fieldsOf(view)) {
    const [first = '', second] = field.name.split('.');
    const value = enteredValue(field, draft[field.name]);
    if (second === undefined) entered[first] = value;
    else if (field.within !== undefined && isEmpty(view, field.within, draft)) entered[first] = null;
    // What is left empty within an object is as it is by default there.
    else
      entered[first] = {
        ...Object(entered[first]),
        [second]: value ?? (field.kind === 'text' || field.kind === 'choice' ? '' : undefined),
      };
  }
  return entered;
}

/** Whether nothing is entered in the fields of an object. */
function isEmpty(view: SettingsView, within: string, draft: SettingsDraft): boolean {
  return fieldsOf(view).every((field) => field.within !== within || !draft[field.name]);
}

/** Text that is no number becomes NaN, which the codec refuses. */
function enteredValue({ name, kind, isOptional, isNumeric }: SettingField, entered: string | boolean | undefined) {
  if (typeof entered === 'boolean') return entered;
  const text = entered?.trim() ?? '';
  if (text === '' && isOptional) return null;
  if (kind === 'list') return text === '' ? [] : text.split(/\s+/);
  if (kind === 'text' || (kind === 'choice' && !isNumeric)) return text;
  if (text === '') return Number.NaN;
  // Ten times 1.1 is 11.000000000000002.
  return isPercent(name) ? Math.round(Number(text) * 1e4) / 1e3 : Number(text);
}

/** `scale`: how many of the codec's units are one of the form's. */
function problemOf(issue: z.core.$ZodIssue, scale: number): SettingProblem {
  switch (issue.code) {
    case 'too_small':
      return { kind: 'too-small', bound: Number(issue.minimum) / scale };
    case 'too_big':
      return { kind: 'too-big', bound: Number(issue.maximum) / scale };
    case 'custom':
      return { kind: 'conflict' };
    default:
      return { kind: scale === 1 ? 'not-whole' : 'invalid' };
  }
}
