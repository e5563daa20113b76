import { hash, verify } from '@node-rs/argon2';
import { z } from 'zod';
import { Prisma } from './db/generated/client';
import type { Db } from './db/open';

export const emailAddress = z.string().trim().toLowerCase().max(254).pipe(z.email());

export const newAccount = z.object({
  name: z.string().trim().min(1).max(60),
  email: emailAddress,
  // The upper bound keeps a megabyte of password from becoming a megabyte of hashing.
  password: z.string().min(10).max(200),
});
export type NewAccount = z.infer<typeof newAccount>;

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const argon2Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Creates an account; `email-taken` when there is one with that address already. */
export async function createAccount(db: Db, account: NewAccount): Promise<Account | 'email-taken'> {
  const passwordHash = await hash(account.password, argon2Options);
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

/** The account with that address and password, or null. Takes as long for an unknown address as for a wrong password. */
export async function verifyAccount(db: Db, email: string, password: string): Promise<Account | null> {
  const parsed = emailAddress.safeParse(email);
  const user = parsed.success ? await db.user.findUnique({ where: { email: parsed.data } }) : null;
  const matches = await verify(user?.passwordHash ?? (await decoyHash()), password.slice(0, 200));
  return user && matches ? { id: user.id, email: user.email, name: user.name } : null;
}

let decoy: Promise<string> | undefined;
function decoyHash(): Promise<string> {
  decoy ??= hash('no account has this password', argon2Options);
  return decoy;
}
