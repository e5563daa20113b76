import type * as z from 'zod/mini';
import type { SettingField, SettingsView } from './settings-view';
import type { Translate } from './texts';
import type { Words } from './words';

type Codec = z.core.$ZodType;

/** What a codec is made of. Read as it is: by way of JSON Schema it is 7 KB more for the page. */
const defOf = (codec: Codec): z.core.$ZodTypes['_zod']['def'] => (codec as z.core.$ZodTypes)._zod.def;

type Kind = Pick<SettingField, 'kind' | 'options' | 'isOptional' | 'isNumeric'>;

/** The kind of field that a property of a codec makes; null for what no field can hold. */
function kindOf(codec: Codec): Kind | null {
  const def = defOf(codec);
  switch (def.type) {
    case 'default':
    case 'prefault':
    case 'optional':
      return kindOf(def.innerType);
    case 'nullable':
      return optional(kindOf(def.innerType));
    case 'array':
      return kindOf(def.element)?.kind === 'text' ? { kind: 'list' } : null;
    case 'number':
      return { kind: 'format' in def ? 'integer' : 'number' };
    case 'boolean':
      return { kind: 'switch' };
    case 'enum':
      return { kind: 'choice', options: Object.values(def.entries).map(String) };
    case 'literal':
      return {
        kind: 'choice',
        options: def.values.map(String),
        ...(typeof def.values[0] === 'number' ? { isNumeric: true } : {}),
      };
    case 'string':
      return { kind: 'text' };
    default:
      return null;
  }
}

function optional(kind: Kind | null): Kind | null {
  if (kind === null) return null;
  const { options } = kind;
  return { ...kind, isOptional: true, ...(options === undefined ? {} : { options: ['', ...options] }) };
}

/** The properties of an object that a property holds, and whether it may be null; null for another property. */
function objectIn(
  codec: Codec,
): { readonly shape: Readonly<Record<string, Codec>>; readonly isNullable: boolean } | null {
  const def = defOf(codec);
  switch (def.type) {
    case 'object':
      return { shape: def.shape, isNullable: false };
    case 'default':
    case 'prefault':
      return objectIn(def.innerType);
    case 'nullable': {
      const inner = objectIn(def.innerType);
      return inner === null ? null : { ...inner, isNullable: true };
    }
    default:
      return null;
  }
}

/** The properties of a codec of one object. */
function shapeOf(codec: Codec): Readonly<Record<string, Codec>> {
  const def = defOf(codec);
  return def.type === 'object' ? def.shape : {};
}

/** The fields that a codec of one object makes, by name, those that a form can hold. */
export function fieldsFrom(
  codec: Codec,
  texts: { readonly labels: string; readonly help: string; readonly conflicts: string; readonly options: string },
  words: (t: Translate) => Words,
): ReadonlyMap<string, SettingField> {
  return fieldsOfShape(shapeOf(codec), texts, words);
}

/** The fields of one command: of the member of the union that has this `type`. */
export function commandFields(
  codec: Codec,
  type: string,
  words: (t: Translate) => Words,
): ReadonlyMap<string, SettingField> {
  const def = defOf(codec);
  const members = def.type === 'union' ? def.options : [codec];
  const member = members.find((each) => isLiteral(shapeOf(each).type, type));
  if (member === undefined) throw new Error(`there is no command "${type}"`);
  const texts = { labels: 'fields', help: 'fieldHelp', conflicts: 'fieldConflicts', options: 'fieldOptions' };
  return fieldsOfShape(shapeOf(member), texts, words);
}

function isLiteral(codec: Codec | undefined, value: string): boolean {
  if (codec === undefined) return false;
  const def = defOf(codec);
  return def.type === 'literal' && def.values[0] === value;
}

/** `within`: the object that these are the properties of; `isNullable`: it may be null. */
function fieldsOfShape(
  shape: Readonly<Record<string, Codec>>,
  texts: Parameters<typeof fieldsFrom>[1],
  words: (t: Translate) => Words,
  within = '',
  isNullable = false,
): ReadonlyMap<string, SettingField> {
  const fields = new Map<string, SettingField>();
  for (const [property, codec] of Object.entries(shape)) {
    const name = `${within}${property}`;
    const inner = objectIn(codec);
    if (inner !== null) {
      for (const [path, field] of fieldsOfShape(inner.shape, texts, words, `${name}.`, inner.isNullable))
        fields.set(path, field);
      continue;
    }
    const kind = isNullable ? optional(kindOf(codec)) : kindOf(codec);
    if (kind === null) continue;
    const textIn = (place: string) => (t: Translate) => {
      const say = words(t);
      return say.has(`${place}.${name}`) ? say(`${place}.${name}`) : undefined;
    };
    fields.set(name, {
      name,
      ...kind,
      ...(isNullable ? { within: within.slice(0, -1) } : {}),
      label: (t) => words(t)(`${texts.labels}.${name}`),
      help: textIn(texts.help),
      conflict: textIn(texts.conflicts),
      optionLabel(option, t) {
        const say = words(t);
        const key = `${texts.options}.${name}.${option === '' ? 'none' : option}`;
        return say.has(key) ? say(key) : option;
      },
    });
  }
  return fields;
}

/** The settings form: groups of fields by the names of the groups, in the order in which they are given. */
export function settingsFrom(
  codec: Codec,
  groups: Readonly<Record<string, readonly string[]>>,
  words: (t: Translate) => Words,
): SettingsView {
  const texts = {
    labels: 'settings.fields',
    help: 'settings.help',
    conflicts: 'settings.conflicts',
    options: 'settings.options',
  };
  const fields = fieldsFrom(codec, texts, words);
  return Object.entries(groups).map(([id, names]) => ({
    id,
    title: (t) => words(t)(`settings.groups.${id}`),
    fields: names.map((name) => {
      const field = fields.get(name);
      if (field === undefined) throw new Error(`the configuration has no field "${name}" that a form can hold`);
      return field;
    }),
  }));
}
