import * as z from 'zod';
import { masteryOutlines } from '@/app/outlines';
import { topics } from '@/content/catalog';
import { EXPORTS, exportClass } from '@/server/class-export';
import { classAccess } from '@/server/class-roles';
import { nowMs } from '@/server/clock';
import { database } from '@/server/database';
import { currentUser } from '@/server/session';

const asked = z.object({ kind: z.enum(EXPORTS), format: z.enum(['csv', 'json']).default('csv') });

/** A class's roster, progress, answers or grades as a file, for those who may see personal data; 404 for everybody else. */
export async function GET(request: Request, { params }: RouteContext<'/[locale]/classes/[classId]/export'>) {
  const [{ classId, locale }, user, db] = await Promise.all([params, currentUser(), database()]);
  const what = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const access = user === null ? null : await classAccess(db, user.id, classId);
  if (user === null || access === null || !what.success) return new Response(null, { status: 404 });
  const catalogue = [...(await topics()).values()];
  const titles = new Map(catalogue.map(({ id, title }) => [id, locale === 'en' ? title.en : title.ko]));
  const outlines = masteryOutlines(catalogue).map((topic) => ({ ...topic, title: titles.get(topic.id) ?? topic.id }));
  const text = await exportClass(db, { id: user.id, access }, what.data, outlines, nowMs());
  if (text === null) return new Response(null, { status: 404 });
  const { kind, format } = what.data;
  return new Response(text, {
    headers: {
      'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${kind}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
