'use server';

import * as z from 'zod';
import type { Later } from '@/lib/later';
import { verifyEmail } from '@/server/account-links';
import { clientAddress } from '@/server/client-address';
import { database } from '@/server/database';
import { countAgainst } from '@/server/rate-limits';

const tokenText = z.string().max(100);

/** Notes that mail to the address of the account whose link it is arrives. */
export async function confirmEmail(
  input: unknown,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: 'expired' } | Later> {
  const token = tokenText.safeParse(input);
  if (!token.success) return { ok: false, reason: 'expired' };
  const db = await database();
  const refusal = await countAgainst(db, 'links by address', await clientAddress());
  if (refusal) return refusal;
  return (await verifyEmail(db, token.data, Date.now())) ? { ok: true } : { ok: false, reason: 'expired' };
}
