/** What the subset has not, or what no program may do; with the line of the program. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`line ${line}: ${reason}`);
  }
}
