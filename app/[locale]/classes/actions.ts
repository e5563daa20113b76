'use server';

import { createTranslator } from 'next-intl';
import * as z from 'zod';
import { assignables } from '@/app/assignable';
import { topics } from '@/content/catalog';
import type { Later } from '@/lib/later';
import { allMessages } from '@/messages/all-messages';
import { targetKey } from '@/server/class-assignments';
import {
  type ChangeResult,
  changeClass,
  changeMembership,
  classChange,
  membershipChange,
} from '@/server/class-changes';
import { newSample, openSampleClass, type SampleTopic } from '@/server/class-sample';
import { type JoinResult, joinClass, joining, newClass, openClass } from '@/server/classes';
import { clientAddress } from '@/server/client-address';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { countAgainst } from '@/server/rate-limits';
import { currentUser } from '@/server/session';

type Refused = { readonly ok: false; readonly reason: 'signed-out' | 'malformed' } | Later;
const SIGNED_OUT = { ok: false, reason: 'signed-out' } as const;
const MALFORMED = { ok: false, reason: 'malformed' } as const;

/** Opens a class that the caller owns. */
export async function openClassAction(
  input: unknown,
): Promise<
  { readonly ok: true; readonly classId: string } | { readonly ok: false; readonly reason: 'name' } | Refused
> {
  const user = await currentUser();
  if (!user) return SIGNED_OUT;
  const parsed = newClass.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'name' };
  const db = await database();
  const refusal = await countAgainst(db, 'classes opened', user.id);
  if (refusal) return refusal;
  const opened = await openClass(db, user.id, parsed.data);
  return opened === 'opened' ? { ok: true, classId: parsed.data.id } : { ok: false, reason: 'name' };
}

/** Opens a class with learners that do not exist, to look around in. */
export async function openSampleAction(
  input: unknown,
): Promise<
  { readonly ok: true; readonly classId: string } | { readonly ok: false; readonly reason: 'not-there' } | Refused
> {
  const user = await currentUser();
  if (!user) return SIGNED_OUT;
  const parsed = newSample.safeParse(input);
  if (!parsed.success) return MALFORMED;
  const db = await database();
  const refusal = await countAgainst(db, 'classes opened', user.id);
  if (refusal) return refusal;
  const { language: locale } = parsed.data;
  const [topic, messages] = await Promise.all([sampleTopic(), allMessages(locale)]);
  const t = createTranslator({ locale, messages, namespace: 'classes.sample' });
  const learnerName = (n: number) => t('learner', { number: String(n).padStart(2, '0') });
  const sample = { ...parsed.data, name: t('name'), learnerName };
  const classId = topic && (await openSampleClass(db, user.id, sample, topic, nowMs()));
  return classId === null ? { ok: false, reason: 'not-there' } : { ok: true, classId };
}

/** The topic whose bank has the most questions with one right option. */
async function sampleTopic(): Promise<SampleTopic | null> {
  const all = [...(await topics()).values()].map(({ id, sections, quiz }) => ({
    id,
    sections: sections.map((section) => section.id),
    items: quiz.filter((item) => item.type === 'single'),
  }));
  return all.sort((one, other) => other.items.length - one.items.length)[0] ?? null;
}

/** Makes the caller a learner of the class with that code. */
export async function joinClassAction(input: unknown): Promise<JoinResult | Refused> {
  const user = await currentUser();
  if (!user) return SIGNED_OUT;
  const parsed = joining.safeParse(input);
  if (!parsed.success) return MALFORMED;
  const db = await database();
  const refusal =
    (await countAgainst(db, 'join codes by address', await clientAddress())) ??
    (await countAgainst(db, 'join codes', user.id));
  return refusal ?? joinClass(db, user.id, parsed.data, nowMs());
}

const inClass = <Change extends z.ZodType>(change: Change) => z.strictObject({ classId: z.uuid(), change });

/** Changes a class that the caller teaches. */
export async function changeClassAction(input: unknown): Promise<ChangeResult | Refused> {
  const user = await currentUser();
  if (!user) return SIGNED_OUT;
  const parsed = inClass(classChange).safeParse(input);
  if (!parsed.success) return MALFORMED;
  const db = await database();
  const { classId, change } = parsed.data;
  if (change.kind === 'assign' && !(await assignables('en')).has(targetKey({ kind: change.of, ref: change.ref })))
    return MALFORMED;
  const refusal = change.kind === 'duplicate' ? await countAgainst(db, 'classes opened', user.id) : null;
  return refusal ?? changeClass(db, user.id, classId, change, nowMs());
}

/** Changes the caller's own place in a class, or ends it. */
export async function changeMembershipAction(input: unknown): Promise<ChangeResult | Refused> {
  const user = await currentUser();
  if (!user) return SIGNED_OUT;
  const parsed = inClass(membershipChange).safeParse(input);
  if (!parsed.success) return MALFORMED;
  return changeMembership(await database(), user.id, parsed.data.classId, parsed.data.change, nowMs());
}
