import { notFound } from 'next/navigation';
import { hasLocale } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { ownWorkToDo } from '@/app/own-assignments';
import { CALENDAR_TYPE, toCalendar } from '@/lib/calendar';
import { getPathname } from '@/lib/i18n/navigation';
import { routing } from '@/lib/i18n/routing';
import { nowMs } from '@/server/clock';
import { currentUser } from '@/server/session';

/** The due dates of who asks, as a calendar file; 401 for nobody. */
export async function GET(_: Request, { params }: RouteContext<'/[locale]/assignments/calendar'>): Promise<Response> {
  const { locale } = await params;
  if (!hasLocale(routing.locales, locale)) notFound();
  const headers = { 'Cache-Control': 'private, no-store' };
  const user = await currentUser();
  if (user === null) return new Response(null, { status: 401, headers });
  const t = await getTranslations({ locale, namespace: 'assignments' });
  const { origin, hostname } = new URL(process.env.NEXTAUTH_URL ?? '');
  const events = (await ownWorkToDo(user.id, locale)).flatMap(({ id, kind, title, className, note, dueAt, href }) =>
    dueAt === null
      ? []
      : [
          {
            uid: `${id}@${hostname}`,
            atMs: dueAt.getTime(),
            title: t('calendarTitle', { kind: t(`kinds.${kind}`), title }),
            description: [className, note].filter(Boolean).join('\n'),
            url: `${origin}${getPathname({ href, locale })}`,
          },
        ],
  );
  return new Response(toCalendar(events, nowMs()), {
    headers: {
      ...headers,
      'Content-Type': CALENDAR_TYPE,
      'Content-Disposition': 'attachment; filename="assignments.ics"',
    },
  });
}
