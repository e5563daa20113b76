/** Where an attempt stands, as its page's address says: a question's position, its result, or nowhere in particular. */
export type Place = number | 'result' | null;

/** `?q=3` is the third question, `?q=result` the result. */
export function placeIn(q: string | readonly string[] | null | undefined): Place {
  if (q === 'result') return q;
  return typeof q === 'string' && /^[1-9]\d{0,2}$/.test(q) ? Number(q) - 1 : null;
}
