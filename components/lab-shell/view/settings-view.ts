import type { Translate } from './texts';

/** One field of a configuration, by its name there. */
export interface SettingField {
  readonly name: string;
  /** `optional-integer` may be left empty, which is null in the configuration. */
  readonly kind: 'integer' | 'number' | 'optional-integer' | 'switch' | 'text' | 'choice';
  /** Of a choice: its values. */
  readonly options?: readonly string[];
  label(t: Translate): string;
  help?(t: Translate): string | undefined;
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
