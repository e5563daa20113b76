import { liveness } from '@/server/health';

export const dynamic = 'force-dynamic';

/** 200 while the process runs. */
export function GET(): Response {
  return liveness();
}
