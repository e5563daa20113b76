/** Something that keeps the app from starting and that the person at the keyboard can mend: one line, with the way out. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
