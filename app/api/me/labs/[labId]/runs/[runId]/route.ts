import { database } from '@/server/database';
import { keptRecording } from '@/server/lab-runs';
import { ownAnswer } from '@/server/own-answer';

type Context = RouteContext<'/api/me/labs/[labId]/runs/[runId]'>;

/** The recording of one of the reader's kept runs; null for one that is not theirs. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { labId, runId } = await params;
  return ownAnswer(async ({ id }) => keptRecording(await database(), id, { labId, runId }));
}
