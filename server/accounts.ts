import * as z from 'zod';
import { Prisma } from './db/generated/client';
import type { Db } from './db/open';
import { hashPassword, type PasswordProblem, passwordMatches, passwordProblem } from './passwords';
import { storedLine } from './stored-text';

export const emailAddress = z.string().max(1_000).trim().toLowerCase().max(254).pipe(z.email());

export const accountName = storedLine(60);

/** A new account as the form sends it; its password is looked at by `passwordProblem`. */
export const newAccount = z.object({
  name: accountName,
  email: emailAddress,
  password: z.string(),
});
export type NewAccount = z.infer<typeof newAccount>;

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** What is wrong with a sign-up, by field; empty when nothing is. */
export interface AccountProblems {
  readonly name?: 'name';
  readonly email?: 'email';
  readonly password?: PasswordProblem;
}

/** Reads what a sign-up form has sent: the account to be made, or what is wrong with it, all fields at once. */
export async function readNewAccount(input: unknown): Promise<NewAccount | { readonly problems: AccountProblems }> {
  const given = textFields(input);
  const parsed = newAccount.safeParse(given);
  const wrong = new Set(parsed.error?.issues.map((issue) => issue.path[0]));
  const password = await passwordProblem(given.password, given);
  if (parsed.success && password === null) return parsed.data;
  return {
    problems: {
      ...(wrong.has('name') ? { name: 'name' as const } : {}),
      ...(wrong.has('email') ? { email: 'email' as const } : {}),
      ...(password === null ? {} : { password }),
    },
  };
}

function textFields(input: unknown): NewAccount {
  const of = (key: string) => {
    const value = typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[key] : null;
    return typeof value === 'string' ? value.slice(0, 1_000) : '';
  };
  return { name: of('name'), email: of('email'), password: of('password') };
}

/**
 * Creates an account; `email-taken` when there is one with that address already.
 *
 * @throws QueueFullError when too many passwords wait to be hashed
 */
export async function createAccount(db: Db, account: NewAccount): Promise<Account | 'email-taken'> {
  const passwordHash = await hashPassword(account.password);
  try {
    return await db.user.create({
      data: { name: account.name, email: account.email, passwordHash },
      select: { id: true, email: true, name: true },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return 'email-taken';
    throw error;
  }
}

/**
 * The account with that address and password, or null. Takes as long for an unknown address as for a wrong password.
 *
 * @throws QueueFullError when too many passwords wait to be compared
 */
export async function verifyAccount(db: Db, email: string, password: string): Promise<Account | null> {
  const parsed = emailAddress.safeParse(email);
  const user = parsed.success ? await db.user.findUnique({ where: { email: parsed.data } }) : null;
  const matches = await passwordMatches(user?.passwordHash ?? null, password);
  return user && matches ? { id: user.id, email: user.email, name: user.name } : null;
}

/** Gives the account a password, and ends its sessions but for the one to keep: a password is changed when somebody else may know it. */
export async function storePasswordHash(
  db: Db,
  userId: string,
  passwordHash: string,
  { keptSessionId = '' }: { readonly keptSessionId?: string } = {},
): Promise<void> {
  const kept = keptSessionId === '' ? {} : { id: { not: keptSessionId } };
  await db.$transaction([
    db.user.update({ where: { id: userId }, data: { passwordHash } }),
    db.session.deleteMany({ where: { userId, ...kept } }),
    // A link that was sent before is worth nothing afterwards.
    db.accountToken.deleteMany({ where: { userId, purpose: 'reset' } }),
  ]);
}

/** What the account's page shows of it. */
export interface AccountDetails {
  readonly name: string;
  readonly email: string;
  readonly isVerified: boolean;
  readonly hasPassword: boolean;
}

export async function accountDetails(db: Db, userId: string): Promise<AccountDetails> {
  const { name, email, emailVerifiedAt, passwordHash } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, email: true, emailVerifiedAt: true, passwordHash: true },
  });
  return { name, email, isVerified: emailVerifiedAt !== null, hasPassword: passwordHash !== '' };
}
