/** Names without the parts at both ends that all of them have: `10.244.0.17:8000` and `10.244.1.1:8000` are `0.17` and `1.1`. */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  if (new Set(names).size < 2) return new Map(names.map((name) => [name, name]));
  const parts = names.map((name) => name.split(/(?<=[.:/-])|(?=[.:/-])/));
  const shortest = Math.min(...parts.map(({ length }) => length));
  const areAlike = (at: (words: readonly string[]) => string | undefined) => new Set(parts.map(at)).size === 1;
  let start = 0;
  while (start < shortest - 1 && areAlike((words) => words[start])) start += 1;
  let end = 0;
  while (end < shortest - 1 - start && areAlike((words) => words.at(-1 - end))) end += 1;
  return new Map(
    names.map((name, index) => [name, parts[index]?.slice(start, parts[index].length - end).join('') ?? name]),
  );
}
