const SEED = 0x9747b28c;
const MULTIPLIER = 0x5bd1e995;

/** Kafka's 32-bit murmur2 (org.apache.kafka.common.utils.Utils.murmur2), a signed number as in Java. */
export function murmur2(data: Uint8Array): number {
  const byteAt = (index: number): number => data[index] ?? 0;
  const wordsEnd = data.length & ~3;
  let hash = SEED ^ data.length;
  for (let index = 0; index < wordsEnd; index += 4) {
    let word = byteAt(index) | (byteAt(index + 1) << 8) | (byteAt(index + 2) << 16) | (byteAt(index + 3) << 24);
    word = Math.imul(word, MULTIPLIER);
    word ^= word >>> 24;
    hash = Math.imul(hash, MULTIPLIER) ^ Math.imul(word, MULTIPLIER);
  }
  const rest = data.length - wordsEnd;
  if (rest >= 3) hash ^= byteAt(wordsEnd + 2) << 16;
  if (rest >= 2) hash ^= byteAt(wordsEnd + 1) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ byteAt(wordsEnd), MULTIPLIER);
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return hash ^ (hash >>> 15);
}

/**
 * The partition of a keyed record, as Kafka's producer chooses it (BuiltInPartitioner.partitionForKey):
 * toPositive(murmur2(key)) % partitions.
 */
export function partitionForKey(key: string, partitions: number): number {
  return (murmur2(utf8(key)) & 0x7fffffff) % partitions;
}

/** UTF-8, as Kafka's StringSerializer writes a key. An unpaired surrogate becomes U+FFFD. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const given = character.codePointAt(0) ?? 0;
    const point = given >= 0xd800 && given <= 0xdfff ? 0xfffd : given;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else {
      bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f));
      bytes.push(0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    }
  }
  return Uint8Array.from(bytes);
}
