/** A text as written, or in a build as its parsed parts. */
type Text = string | readonly unknown[];

/** Texts as a tree: namespaces within namespaces, and the texts at the ends. */
export interface TextTree {
  readonly [key: string]: Text | TextTree;
}

function isTree(part: Text | TextTree | undefined): part is TextTree {
  return typeof part === 'object' && !Array.isArray(part);
}

/** The part of `texts` that stands below the given namespaces, in its place. Throws for a namespace that does not exist. */
export function pickTexts(texts: TextTree, namespaces: readonly string[]): TextTree {
  return namespaces.reduce<TextTree>((picked, namespace) => {
    const names = namespace.split('.');
    const found = names.reduce<Text | TextTree | undefined>(
      (part, name) => (isTree(part) ? part[name] : undefined),
      texts,
    );
    if (found === undefined) throw new Error(`there are no texts in the namespace "${namespace}"`);
    return mergeTexts(picked, Object.fromEntries([nest(names, found)]));
  }, {});
}

function nest([name = '', ...below]: readonly string[], texts: Text | TextTree): [string, Text | TextTree] {
  return [name, below.length === 0 ? texts : Object.fromEntries([nest(below, texts)])];
}

/** The texts of both; where both have one, that of `added`. */
export function mergeTexts(present: TextTree, added: TextTree): TextTree {
  const merged: Record<string, Text | TextTree> = { ...present };
  for (const [name, part] of Object.entries(added)) {
    const before = merged[name];
    merged[name] = isTree(before) && isTree(part) ? mergeTexts(before, part) : part;
  }
  return merged;
}
