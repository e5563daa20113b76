import { createHmac } from 'node:crypto';

/**
 * What a learner's variants are drawn by: a text that only the server knows, so that nobody can reckon the seeds of the questions to
 * come, and with them their keys. The same as long as the server's secret is.
 */
export function learnerKey(learnerId: string, secret: string = process.env.NEXTAUTH_SECRET ?? ''): string {
  return createHmac('sha256', secret).update(`variants of ${learnerId}`).digest('hex');
}
