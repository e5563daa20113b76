'use server';

import { createAccount, newAccount } from '@/server/accounts';
import { database } from '@/server/database';

/** Field names of the sign-up form. */
export type SignUpField = 'name' | 'email' | 'password';

export type SignUpResult =
  | { readonly ok: true }
  /** For each field that is wrong, the key of its message below `account.errors`. */
  | { readonly ok: false; readonly errors: Partial<Record<SignUpField, 'name' | 'email' | 'password' | 'emailTaken'>> };

export async function signUp(input: unknown): Promise<SignUpResult> {
  const parsed = newAccount.safeParse(input);
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
    const fields: SignUpField[] = ['name', 'email', 'password'];
    return {
      ok: false,
      errors: Object.fromEntries(fields.filter((field) => wrong.has(field)).map((field) => [field, field])),
    };
  }
  const created = await createAccount(await database(), parsed.data);
  return created === 'email-taken' ? { ok: false, errors: { email: 'emailTaken' } } : { ok: true };
}
