'use server';

import * as z from 'zod';
import { topics } from '@/content/catalog';
import type { Later } from '@/lib/later';
import { challengeTry, noteTry, type TryResult } from '@/server/challenge-tries';
import { type CreditResult, challengeSubmission, creditChallenge } from '@/server/challenges';
import { noteActivity } from '@/server/class-progress';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { type KeepResult, keepLabRun, labRunSubmission } from '@/server/lab-runs';
import { type PredictionResult, predictionSubmission, recordPrediction } from '@/server/predictions';
import { countAgainst } from '@/server/rate-limits';
import { orLater } from '@/server/replay';
import { currentUser } from '@/server/session';

type Refused = { readonly ok: false; readonly reason: 'signed-out' | 'malformed' } | Later;

/** Keeps a lab run of the caller's own, after replaying it. */
export async function keepRun(input: unknown): Promise<KeepResult | Refused> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = labRunSubmission.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const db = await database();
  await noteActivity(db, user.id, nowMs());
  return (await countAgainst(db, 'replays', user.id)) ?? orLater(keepLabRun(db, user.id, parsed.data));
}

/** Judges a run of the caller's own by replay, and gives credit when it meets the challenge; one that is sent as a try is kept. */
export async function submitChallenge(input: unknown): Promise<CreditResult | TryResult | Refused> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = z.union([challengeTry, challengeSubmission]).safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const { data } = parsed;
  const { labId } = data;
  // Its card belongs to the first topic that uses the lab; one that no topic uses stands for itself.
  const topic = [...(await topics()).values()].find(({ labs }) => labs.some((each) => each === labId));
  const db = await database();
  await noteActivity(db, user.id, nowMs());
  return (
    (await countAgainst(db, 'replays', user.id)) ??
    orLater<CreditResult | TryResult>(
      'spentMs' in data
        ? noteTry(db, user.id, data, nowMs())
        : creditChallenge(db, user.id, data, topic?.id ?? labId, nowMs()),
    )
  );
}

/** Scores an answer of the caller's own by running the scenario on, and keeps it when it is the first. */
export async function submitPrediction(input: unknown): Promise<PredictionResult | Refused> {
  const user = await currentUser();
  if (!user) return { ok: false, reason: 'signed-out' };
  const parsed = predictionSubmission.safeParse(input);
  if (!parsed.success) return { ok: false, reason: 'malformed' };
  const db = await database();
  await noteActivity(db, user.id, nowMs());
  return (await countAgainst(db, 'replays', user.id)) ?? orLater(recordPrediction(db, user.id, parsed.data));
}
