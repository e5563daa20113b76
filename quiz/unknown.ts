/**
 * What is given instead of an answer by somebody who does not know: no response of any type looks like it. It earns nothing, shows nothing
 * to be believed, and is told apart from what was left unanswered, which has no response at all.
 */
export const UNKNOWN = { unknown: true } as const;

export function isUnknown(response: unknown): boolean {
  return typeof response === 'object' && response !== null && 'unknown' in response && response.unknown === true;
}
