import { readiness } from '@/server/health';

export const dynamic = 'force-dynamic';

/** The same as /api/health/ready. */
export function GET(): Promise<Response> {
  return readiness();
}
