import type { FieldTable, FieldValue } from '@/sim/amqp/broker/frames';

/** A table as lines to be read and written: `name=value`. */
export function headerLines(table: FieldTable): string {
  return Object.entries(table)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}

/** Lines of `name=value` as a table: whole numbers, true and false are what they look like. Null for a line that is none. */
export function readHeaderLines(text: string): FieldTable | null {
  const table: Record<string, FieldValue> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const [, name, value] = /^\s*([^=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return null;
    table[name] = typedValue(value);
  }
  return table;
}

function typedValue(text: string): FieldValue {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}
