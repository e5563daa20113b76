interface NumberField {
  readonly type: 'number';
  readonly min: number;
  readonly max: number;
}

interface ChoiceField<Option extends string> {
  readonly type: 'choice';
  readonly options: readonly Option[];
}

/** What a setting of a kit may be. */
export type NumbersField = NumberField | ChoiceField<string>;

/** A reader's settings by field; numbers are whole. */
export type Settings = Readonly<Record<string, number | string>>;

/** Settings as they were typed or kept: anything. */
export type GivenSettings = Readonly<Record<string, unknown>>;

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
  readonly fields: Readonly<Record<string, NumbersField>>;
  /** What it shows first, and on a page without script. */
  readonly example: Settings;
  /** The settings as it can compute them: each field within its bounds, what is missing or broken as in the example. */
  read(given: GivenSettings): Settings;
  compute(given: GivenSettings): NumbersResult;
}

/** A whole number within its bounds; the usual one for what is no number. */
export function readNumber({ min, max }: NumberField, given: unknown, usual: number): number {
  const number = typeof given === 'string' && given.trim() === '' ? Number.NaN : Number(given ?? Number.NaN);
  return Number.isFinite(number) ? Math.min(Math.max(Math.round(number), min), max) : usual;
}

/** One of the options; the usual one for what is none of them. */
export function readChoice<Option extends string>(
  { options }: ChoiceField<Option>,
  given: unknown,
  usual: NoInfer<Option>,
): Option {
  return options.find((option) => option === given) ?? usual;
}
