import { createHmac } from 'node:crypto';

/**
 * What a learner's variants are drawn by: a text that only the server knows, so that nobody can reckon the seeds of the questions to
 * come, and with them their keys. The same as long as that secret is (server/seed-secret.ts).
 */
export function learnerKey(learnerId: string, secret: string = process.env.SEED_SECRET ?? ''): string {
  return createHmac('sha256', secret).update(`variants of ${learnerId}`).digest('hex');
}

/** The same of the variants that all learners' attempts share. */
export function siteKey(secret?: string): string {
  return learnerKey('every learner', secret);
}
