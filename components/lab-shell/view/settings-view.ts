import type { Translate } from './texts';

/** One field of a configuration, by its name there; of an object within it by both names, with a dot between them. */
export interface SettingField {
  readonly name: string;
  /** `list`: texts with blanks between them. */
  readonly kind: 'integer' | 'number' | 'switch' | 'text' | 'choice' | 'list';
  /** May be left empty, which is null in the configuration. */
  readonly isOptional?: boolean;
  /** The object that it stands in, which is null while all of its fields are empty. */
  readonly within?: string;
  /** Of a choice: its values. */
  readonly options?: readonly string[];
  /** Of a choice: they are numbers. */
  readonly isNumeric?: boolean;
  label(t: Translate): string;
  help?(t: Translate): string | undefined;
  /** Its help is a word or two: it needs no row of its own. */
  readonly isNarrow?: boolean;
  /** What is wrong when the field does not go together with another one. */
  conflict?(t: Translate): string | undefined;
  /** Of a choice: a value in words; without it, as it is. */
  optionLabel?(option: string, t: Translate): string;
}

export interface SettingsGroup {
  readonly id: string;
  title(t: Translate): string;
  readonly fields: readonly SettingField[];
}

/** The part of a lab's configuration that a person may choose. Bounds are the codec's. */
export type SettingsView = readonly SettingsGroup[];
