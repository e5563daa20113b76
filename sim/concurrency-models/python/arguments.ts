import { raised } from './errors';
import { type Keywords, type Py, type PyFunction, PyTuple } from './values';

/** The names that a call begins with. */
export function bound({ code, defaults }: PyFunction, args: readonly Py[], keywords: Keywords): Map<string, Py> {
  const { parameters, fullName: name } = code;
  const names = new Map<string, Py>();
  const rest = parameters.find(({ isRest }) => isRest);
  const positional = parameters.filter(({ isRest }) => !isRest);
  for (const [at, each] of positional.entries()) {
    const value = args[at];
    if (value !== undefined) names.set(each.name, value);
  }
  for (const [key, value] of keywords) {
    if (!positional.some((each) => each.name === key))
      throw raised('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
    if (names.has(key)) throw raised('TypeError', `${name}() got multiple values for argument '${key}'`);
    names.set(key, value);
  }
  if (args.length > positional.length && rest === undefined)
    throw raised('TypeError', tooMany(name, positional, args.length, defaults));
  if (rest !== undefined) names.set(rest.name, new PyTuple(args.slice(positional.length)));
  const missing: string[] = [];
  for (const each of positional) {
    if (names.has(each.name)) continue;
    const otherwise = defaults.get(each.name);
    if (otherwise === undefined) missing.push(`'${each.name}'`);
    else names.set(each.name, otherwise);
  }
  if (missing.length > 0) {
    const plural = missing.length === 1 ? '' : 's';
    throw raised(
      'TypeError',
      `${name}() missing ${missing.length} required positional argument${plural}: ${listed(missing)}`,
    );
  }
  return names;
}

function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1)}`;
}

function tooMany(
  name: string,
  positional: readonly unknown[],
  given: number,
  defaults: ReadonlyMap<string, Py>,
): string {
  const most = positional.length;
  const takes = defaults.size === 0 ? `${most}` : `from ${most - defaults.size} to ${most}`;
  const plural = defaults.size === 0 && most === 1 ? '' : 's';
  return `${name}() takes ${takes} positional argument${plural} but ${given} ${given === 1 ? 'was' : 'were'} given`;
}
