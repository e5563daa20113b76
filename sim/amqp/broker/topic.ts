import { chargeWork } from '../../core/work';

/**
 * Topic patterns as RabbitMQ's topic exchange matches them: words between dots, `*` takes exactly one word, `#` any number
 * of words, none included (rabbit_exchange_type_topic). A word may be empty: 'a..b' has three; the empty key has none.
 */

export function topicWords(key: string): string[] {
  return key === '' ? [] : key.split('.');
}

interface Node<Value> {
  readonly words: Map<string, Node<Value>>;
  star: Node<Value> | null;
  hash: Node<Value> | null;
  readonly values: Value[];
}

/** Patterns by their words, so that matching looks at the key's words and not at every pattern. */
export class TopicTrie<Value> {
  private readonly root: Node<Value> = emptyNode();

  add(pattern: string, value: Value): void {
    let node = this.root;
    for (const word of topicWords(pattern)) node = childToMake(node, word);
    node.values.push(value);
  }

  /** Calls `found` for each pattern that matches; the same value may be found more than once. Returns how many places were tried. */
  match(key: string, found: (value: Value) => void): number {
    const search = { words: topicWords(key), found, seen: null, tried: 0 };
    matchFrom(search, this.root, 0, false);
    return search.tried;
  }
}

function emptyNode<Value>(): Node<Value> {
  return { words: new Map(), star: null, hash: null, values: [] };
}

function childToMake<Value>(node: Node<Value>, word: string): Node<Value> {
  if (word === '*') {
    node.star ??= emptyNode();
    return node.star;
  }
  if (word === '#') {
    node.hash ??= emptyNode();
    return node.hash;
  }
  const known = node.words.get(word);
  if (known !== undefined) return known;
  const made = emptyNode<Value>();
  node.words.set(word, made);
  return made;
}

interface Search<Value> {
  readonly words: readonly string[];
  readonly found: (value: Value) => void;
  /** Where a `#` behind another one has been tried: more than one way leads there. */
  seen: Map<Node<Value>, Set<number>> | null;
  tried: number;
}

/** `isBehindHash`: whether a `#` has taken words on the way to this node. */
function matchFrom<Value>(search: Search<Value>, node: Node<Value>, at: number, isBehindHash: boolean): void {
  const { words, found } = search;
  const { star, hash } = node;
  search.tried += 1;
  if (at === words.length) {
    for (const value of node.values) found(value);
  } else {
    const next = node.words.get(words[at] as string);
    if (next !== undefined) matchFrom(search, next, at + 1, isBehindHash);
    if (star !== null) matchFrom(search, star, at + 1, isBehindHash);
  }
  if (hash === null) return;
  if (hash.words.size === 0 && hash.star === null && hash.hash === null) {
    // At the end of a pattern it takes whatever is left.
    for (const value of hash.values) found(value);
    return;
  }
  for (let rest = at; rest <= words.length; rest++) {
    if (!isBehindHash || isNew(search, hash, rest)) matchFrom(search, hash, rest, true);
  }
}

/** Notes that a node is tried at a word. Without it patterns of many `#` would take exponential time. */
function isNew<Value>(search: Search<Value>, node: Node<Value>, at: number): boolean {
  search.seen ??= new Map();
  const tried = search.seen.get(node);
  if (tried === undefined) search.seen.set(node, new Set([at]));
  else if (tried.has(at)) return false;
  else tried.add(at);
  return true;
}

/** Which words of the key each word of the pattern takes, or how far the pattern got. */
export type TopicAlignment =
  | { readonly matched: true; readonly words: readonly { pattern: string; took: readonly string[] }[] }
  | { readonly matched: false; readonly failedAtPattern: string | null; readonly failedAtKey: string | null };

/**
 * Lines a pattern up with a key, `#` taking as few words as it can. Where it does not match, says at which word of the
 * pattern and of the key the best attempt stopped (null: there was none left).
 */
export function alignTopic(pattern: string, key: string): TopicAlignment {
  const patternWords = topicWords(pattern);
  const keyWords = topicWords(key);
  let best = { pattern: 0, key: 0 };
  const taken: (readonly string[])[] = [];
  const dead = new Set<number>();

  const align = (atPattern: number, atKey: number): boolean => {
    if (atKey + atPattern > best.key + best.pattern) best = { pattern: atPattern, key: atKey };
    if (atPattern === patternWords.length) return atKey === keyWords.length;
    const state = atPattern * (keyWords.length + 1) + atKey;
    if (dead.has(state)) return false;
    const word = patternWords[atPattern];
    const counts = word === '#' ? keyWords.length - atKey : 1;
    for (let count = word === '#' ? 0 : 1; count <= counts; count++) {
      if (word !== '#' && (atKey >= keyWords.length || (word !== '*' && word !== keyWords[atKey]))) break;
      chargeWork(1 + Math.ceil(count / 8));
      taken[atPattern] = keyWords.slice(atKey, atKey + count);
      if (align(atPattern + 1, atKey + count)) return true;
    }
    dead.add(state);
    return false;
  };

  if (align(0, 0)) {
    return { matched: true, words: patternWords.map((word, index) => ({ pattern: word, took: taken[index] ?? [] })) };
  }
  return {
    matched: false,
    failedAtPattern: patternWords[best.pattern] ?? null,
    failedAtKey: keyWords[best.key] ?? null,
  };
}
