/** What opening or joining a class answers. */
export type ClassActionResult =
  | { readonly ok: true; readonly classId: string }
  | { readonly ok: false; readonly reason: 'signed-out' | 'name' | 'unknown-code' | 'own-class' };
