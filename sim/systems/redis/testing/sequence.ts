import { bytesOf } from '../bytes';
import { splitCommandLine } from '../command-line';
import { DEFAULT_OPTIONS } from '../server';
import type { NodeLimits } from '../types';

/**
 * A command of one client, the end of its connection, a wait until every BLOCK with a short limit is over, or a new process of the
 * server that reads its append-only file. An argument `@id:NAME` stands for what CLIENT ID says to that client.
 */
export type SequenceStep =
  | { readonly client: string; readonly argv: readonly string[] }
  | { readonly disconnects: string }
  | { readonly waitMs: number }
  | { readonly restarts: true };

/** Commands of some clients, one after the other, to a server without keys. */
export interface Sequence {
  readonly options: NodeLimits;
  readonly steps: readonly SequenceStep[];
}

/**
 * Reads a sequence from lines: commands as redis-cli takes them, `@client NAME` before those of another client (`a` to begin with),
 * `@wait MS`, `@nodes ENTRIES BYTES` for the macro nodes' limits, `@disconnect NAME`, `@restart`, `#` before a remark. Throws for a line
 * that is none of these.
 */
export function parseSequence(text: string): Sequence {
  let options: NodeLimits = DEFAULT_OPTIONS;
  let client = 'a';
  const steps: SequenceStep[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const words = splitCommandLine(line);
    const [word = '', first = '', second = ''] = words ?? [];
    if (words === null) throw new Error(`Not a command: ${line}`);
    if (word === '@client') client = first;
    else if (word === '@disconnect') steps.push({ disconnects: first });
    else if (word === '@restart') steps.push({ restarts: true });
    else if (word === '@wait') steps.push({ waitMs: Number(first) });
    else if (word === '@nodes') options = { nodeMaxEntries: Number(first), nodeMaxBytes: Number(second) };
    else steps.push({ client, argv: words });
  }
  return { options, steps };
}

/** The lines that `parseSequence` reads. */
export function formatSequence({ options, steps }: Sequence): string {
  const lines: string[] = [];
  if (options !== DEFAULT_OPTIONS) lines.push(`@nodes ${options.nodeMaxEntries} ${options.nodeMaxBytes}`);
  let client = 'a';
  for (const step of steps) {
    if ('waitMs' in step) {
      lines.push(`@wait ${step.waitMs}`);
      continue;
    }
    if ('disconnects' in step || 'restarts' in step) {
      lines.push('disconnects' in step ? `@disconnect ${step.disconnects}` : '@restart');
      continue;
    }
    if (step.client !== client) lines.push(`@client ${step.client}`);
    client = step.client;
    lines.push(step.argv.map(quoted).join(' '));
  }
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  if (/^[!#-&(-[\]-~]+$/.test(text) && !text.startsWith('@') && !text.startsWith('#')) return text;
  const bytes = bytesOf(text).map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === '"' || character === '\\') return `\\${character}`;
    return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `"${bytes.join('')}"`;
}
