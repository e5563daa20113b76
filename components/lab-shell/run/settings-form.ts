import type { ZodMiniType, z } from 'zod/mini';
import type { SettingField, SettingsView } from '../view/settings-view';

/** What stands in the form's fields, by their names. */
export type SettingsDraft = Readonly<Record<string, string | boolean>>;

/** What is wrong with a field. `conflict`: it does not go together with another one. */
export type SettingProblem =
  | { readonly kind: 'not-whole' | 'conflict' }
  | { readonly kind: 'too-small' | 'too-big'; readonly bound: number };

export type SettingProblems = Readonly<Record<string, SettingProblem>>;

export type ReadSettings<Config> =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: SettingProblems };

export function fieldsOf(view: SettingsView): readonly SettingField[] {
  return view.flatMap(({ fields }) => fields);
}

/** A configuration as it stands in the form. RangeError for a field that it does not have. */
export function draftOf(view: SettingsView, config: object): SettingsDraft {
  const values = new Map<string, unknown>(Object.entries(config));
  return Object.fromEntries(
    fieldsOf(view).map(({ name }) => {
      const value = values.get(name);
      if (value === undefined) throw new RangeError(`the configuration has no field "${name}"`);
      return [name, typeof value === 'boolean' ? value : value === null ? '' : String(value)];
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
  const values = fieldsOf(view).map((field) => [field.name, enteredValue(field, draft[field.name])]);
  const parsed = codec.safeParse({ ...config, ...Object.fromEntries(values) });
  if (parsed.success) return { ok: true, config: parsed.data };
  const problems: Record<string, SettingProblem> = {};
  const isText = new Set(
    fieldsOf(view).flatMap(({ name, kind }) => (kind === 'text' || kind === 'choice' ? [name] : [])),
  );
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0]);
    problems[name] ??= isText.has(name) ? { kind: 'conflict' } : problemOf(issue);
  }
  return { ok: false, problems };
}

/** Text that is no number becomes NaN, which the codec refuses. */
function enteredValue({ kind }: SettingField, entered: string | boolean | undefined): boolean | number | string | null {
  if (typeof entered === 'boolean') return entered;
  if (kind === 'text' || kind === 'choice') return entered ?? '';
  const text = entered?.trim() ?? '';
  if (text === '') return kind === 'optional-integer' ? null : Number.NaN;
  return Number(text);
}

function problemOf(issue: z.core.$ZodIssue): SettingProblem {
  switch (issue.code) {
    case 'too_small':
      return { kind: 'too-small', bound: Number(issue.minimum) };
    case 'too_big':
      return { kind: 'too-big', bound: Number(issue.maximum) };
    case 'custom':
      return { kind: 'conflict' };
    default:
      return { kind: 'not-whole' };
  }
}
