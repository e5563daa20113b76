import { database } from '@/server/database';

export const dynamic = 'force-dynamic';

/** 200 once the database answers. */
export async function GET(): Promise<Response> {
  await (await database()).$queryRaw`SELECT 1`;
  return Response.json({ status: 'ok' });
}
