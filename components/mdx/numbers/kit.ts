/** One setting of a kit, and what it may be. */
export type NumbersField =
  | { readonly name: string; readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly name: string; readonly type: 'choice'; readonly options: readonly string[] };

/** A reader's settings by field; numbers are whole. */
export type Settings = Readonly<Record<string, number | string>>;

/** One result. Its text is `lesson.numbers.<kit>.rows.<id>`. */
export interface NumbersRow {
  readonly id: string;
  readonly value: number;
  /** The most that can happen, not what always does. */
  readonly isAtMost?: boolean;
  readonly unit?: 's';
  /** A result that costs something when it is above zero. */
  readonly isHarm?: boolean;
}

/** What the settings come to. `notes` are sentences, `lesson.numbers.<kit>.notes.<id>`, with what they need. */
export interface NumbersResult {
  readonly rows: readonly NumbersRow[];
  readonly notes: readonly { readonly id: string; readonly values?: Readonly<Record<string, number>> }[];
}

/** A run in a lab of what the settings describe. */
export interface NumbersRun {
  readonly labId: string;
  readonly recording: unknown;
  /** The settings that the run has: a lab draws tens of messages and seconds, not thousands. */
  readonly drawn: Settings;
}

/** What a `<YourNumbers>` asks and how it computes. */
export interface NumbersKit {
  readonly fields: readonly NumbersField[];
  /** What it shows first, and on a page without script. */
  readonly example: Settings;
  compute(settings: Settings): NumbersResult;
}

/** The settings as a kit can compute them: each field within its bounds, what is missing or broken as in the example. */
export function readSettings({ fields, example }: NumbersKit, given: Readonly<Record<string, unknown>>): Settings {
  return Object.fromEntries(
    fields.map((field) => {
      const value = given[field.name];
      const usual = example[field.name] ?? '';
      if (field.type === 'choice') return [field.name, field.options.find((option) => option === value) ?? usual];
      const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
      if (!Number.isFinite(number)) return [field.name, usual];
      return [field.name, Math.min(Math.max(Math.round(number), field.min), field.max)];
    }),
  );
}
