import { database } from '@/server/database';
import { keptRunsOf } from '@/server/lab-runs';
import { ownAnswer } from '@/server/own-answer';
import { isLabId } from '@/sim/catalog';

/** The reader's kept runs of one lab: an `OwnRuns`, or null. */
export async function GET(_: Request, { params }: RouteContext<'/api/me/labs/[labId]/runs'>): Promise<Response> {
  const { labId } = await params;
  if (!isLabId(labId)) return new Response(null, { status: 404 });
  return ownAnswer(async ({ id }) => keptRunsOf(await database(), id, labId));
}
