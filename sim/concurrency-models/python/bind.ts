import { raised } from './errors';
import type { Keywords, Py } from './values';

/**
 * The arguments of a native by name. `required` come first, then `optional` with what they are without being given.
 * @throws what Python raises where they do not fit
 */
export function bind<Required extends string, Optional extends string = never>(
  name: string,
  args: readonly Py[],
  keywords: Keywords,
  required: readonly Required[],
  optional: Readonly<Record<Optional, Py>> = {} as Readonly<Record<Optional, Py>>,
): Readonly<Record<Required | Optional, Py>> {
  const names: readonly string[] = [...required, ...Object.keys(optional)];
  const given: Record<string, Py> = { ...optional };
  if (args.length > names.length) {
    throw raised('TypeError', `${name}() takes at most ${names.length} positional arguments (${args.length} given)`);
  }
  for (const [at, value] of args.entries()) given[names[at] ?? ''] = value;
  for (const [key, value] of keywords) {
    if (!names.includes(key)) throw raised('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
    given[key] = value;
  }
  const missing = required.find((each) => !(each in given));
  if (missing !== undefined)
    throw raised('TypeError', `${name}() missing 1 required positional argument: '${missing}'`);
  return given as Readonly<Record<Required | Optional, Py>>;
}
