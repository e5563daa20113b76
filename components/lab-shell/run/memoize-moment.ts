/**
 * Remembers results for as long as the first argument, the moment they are about, stays the same object; within it, for every
 * combination of the other arguments. All are compared by identity.
 */
export function memoizeMoment<Moment, Rest extends readonly unknown[], Result>(
  compute: (moment: Moment, ...rest: Rest) => Result,
): (moment: Moment, ...rest: Rest) => Result {
  let present: { readonly moment: Moment } | null = null;
  let known: { readonly rest: Rest; readonly result: Result }[] = [];
  return (moment, ...rest) => {
    if (present === null || !Object.is(present.moment, moment)) {
      present = { moment };
      known = [];
    }
    const found = known.find((entry) => entry.rest.every((value, index) => Object.is(value, rest[index])));
    if (found !== undefined) return found.result;
    const result = compute(moment, ...rest);
    known.push({ rest, result });
    return result;
  };
}
