import type { ConcurrencyModelsCommand } from './config';
import { parse } from './python/parser';
import { Refused } from './python/refused';
import type { IgnoredReason } from './state';

const PATCH = 'from gevent import monkey; monkey.patch_all()';

/** A program with a line more; or why there is nothing to add. */
export function edited(
  text: string,
  command: Extract<ConcurrencyModelsCommand, { type: 'patch' | 'yieldAt' }>,
): string | { readonly reason: IgnoredReason } {
  if (command.type === 'patch') return text.startsWith(PATCH) ? { reason: 'same' } : `${PATCH}\n${text}`;
  const lines = text.split('\n');
  const line = lines[command.line - 1];
  if (line === undefined || line.trim() === '') return { reason: 'no-line' };
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  lines.splice(command.line - 1, 0, `${indent}gevent.sleep(0)`);
  const changed = lines.join('\n');
  return isProgram(changed) ? changed : { reason: 'no-line' };
}

function isProgram(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}
