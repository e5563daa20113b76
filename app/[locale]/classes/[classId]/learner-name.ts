/**
 * What a learner is called on a page: for those who see no personal data, without an alias, by the beginning of the membership's id.
 * `unnamed` is the text for that.
 */
export function learnerName(
  { id, name }: { readonly id: string; readonly name: string },
  unnamed: (values: { readonly key: string }) => string,
): string {
  return name === '' ? unnamed({ key: id.slice(0, 4).toUpperCase() }) : name;
}
