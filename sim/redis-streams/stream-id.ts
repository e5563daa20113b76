/**
 * Compares two whole entry ids, `ms-seq`: below 0 when `a` comes first. Both parts are unsigned 64-bit numbers, which a number
 * cannot hold, in decimal without leading zeros: of two the shorter is the smaller.
 */
export function compareIds(a: string, b: string): number {
  const [msA = '0', seqA = '0'] = a.split('-');
  const [msB = '0', seqB = '0'] = b.split('-');
  return compareDecimals(msA, msB) || compareDecimals(seqA, seqB);
}

function compareDecimals(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
