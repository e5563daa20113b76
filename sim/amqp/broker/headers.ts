import { matchesHeader } from './death-records';
import { field, sameContent } from './field-values';
import type { FieldTable, FieldValue } from './frames';
import type { BrokerSettings } from './types';

export type HeadersMode = 'all' | 'any' | 'all-with-x' | 'any-with-x';

export interface HeadersVerdict {
  readonly matched: boolean;
  readonly mode: HeadersMode;
  readonly matchedNames: readonly string[];
  /** Names that the message lacks or carries with another value. */
  readonly missingNames: readonly string[];
}

/**
 * Whether a headers binding takes a message (rabbit_exchange_type_headers): `x-match` itself never counts, and
 * other names with `x-` only when the mode ends in `-with-x`; an argument that is void asks for presence only. With nothing to compare, `all` takes everything and `any` nothing.
 */
export function matchHeaders(
  bindingArguments: FieldTable,
  headers: FieldTable | undefined,
  version: BrokerSettings['version'],
): HeadersVerdict {
  const isMatch = version === '4.0' ? matchesHeader : carries;
  const mode = modeOf(bindingArguments);
  const withX = mode.endsWith('-with-x');
  const matchedNames: string[] = [];
  const missingNames: string[] = [];
  for (const [name, wanted] of Object.entries(bindingArguments)) {
    if (name === 'x-match' || (!withX && name.startsWith('x-'))) continue;
    (isMatch(headers ?? {}, name, wanted) ? matchedNames : missingNames).push(name);
  }
  const matched = mode.startsWith('any') ? matchedNames.length > 0 : missingNames.length === 0;
  return { matched, mode, matchedNames, missingNames };
}

function modeOf(bindingArguments: FieldTable): HeadersMode {
  const mode = field(bindingArguments, 'x-match');
  return mode === 'any' || mode === 'all-with-x' || mode === 'any-with-x' ? mode : 'all';
}

function carries(headers: FieldTable | undefined, name: string, wanted: FieldValue): boolean {
  const carried = field(headers, name);
  if (carried === undefined) return false;
  return wanted === null || sameContent(carried, wanted, false);
}
