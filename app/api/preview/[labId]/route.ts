import { hasLocale } from 'next-intl';
import { routing } from '@/lib/i18n/routing';
import { clientAddress } from '@/server/client-address';
import { database } from '@/server/database';
import { runPreviews } from '@/server/run-previews';
import { isLabId } from '@/sim/catalog';

const DAY_S = 24 * 60 * 60;

/** The picture of what a lab's address leads to: its query, with the language. */
export async function GET(request: Request, { params }: RouteContext<'/api/preview/[labId]'>): Promise<Response> {
  const { labId } = await params;
  const { searchParams } = new URL(request.url);
  const locale = searchParams.get('locale');
  if (!isLabId(labId) || !hasLocale(routing.locales, locale)) return new Response(null, { status: 404 });
  // Nothing else makes another picture.
  const asked = ['scenario', 'challenge', 'run', 'at'].flatMap((name) => {
    const value = searchParams.get(name);
    return value === null ? [] : [[name, value]];
  });
  const query = new URLSearchParams(asked).toString();
  const picture = await runPreviews.get(await database(), await clientAddress(), labId, locale, query);
  if (picture === null) return new Response(null, { status: 404 });
  if (!(picture instanceof Uint8Array)) {
    const retryAfter = String(Math.ceil(picture.afterMs / 1_000));
    return new Response(null, { status: 503, headers: { 'Retry-After': retryAfter } });
  }
  return new Response(Buffer.from(picture), {
    headers: { 'Content-Type': 'image/png', 'Cache-Control': `public, max-age=${DAY_S}` },
  });
}
