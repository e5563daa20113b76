import { readiness } from '@/server/health';

export const dynamic = 'force-dynamic';

/** 200 while requests are served; 503 with a reason while the database is away or the process is about to end. */
export function GET(): Promise<Response> {
  return readiness();
}
