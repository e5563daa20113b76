import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { linkPreview, previewPath } from '@/app/link-preview';
import { Texts } from '@/lib/i18n/texts';
import { isLabId, type LabId } from '@/sim/catalog';
import { LabRoute } from '../lab-route';

type Props = PageProps<'/[locale]/labs/[labId]/linked'>;

async function labIdOf({ params }: Props): Promise<LabId> {
  const { labId } = await params;
  return isLabId(labId) ? labId : notFound();
}

/** What of the query says which run it is. */
async function askedOf({ searchParams }: Props): Promise<Readonly<Record<string, string>>> {
  const query = await searchParams;
  const known = ['scenario', 'challenge', 'run', 'at'].flatMap((name) => {
    const value = query[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return Object.fromEntries(known);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [t, locale, messages, id, asked] = await Promise.all([
    getTranslations(),
    getLocale(),
    getMessages(),
    labIdOf(props),
    askedOf(props),
  ]);
  const name = t(`labs.${id}.name`);
  const told = toldOf(messages.labs[id], asked);
  const title = told === null ? name : `${told.title} · ${name}`;
  const isAsItOpens = Object.keys(asked).join() === 'scenario' && told !== null;
  const image = isAsItOpens
    ? previewPath.scenario(locale, id, asked.scenario ?? '')
    : `/api/preview/${id}?${new URLSearchParams({ locale, ...asked })}`;
  return {
    title,
    description: told?.what ?? t(`labs.${id}.summary`),
    alternates: { canonical: `/${locale}/labs/${id}` },
    ...linkPreview(locale, image, title),
  };
}

interface LabWords {
  readonly scenarios: Readonly<Record<string, { readonly title: string; readonly summary: string }>>;
  readonly challenges: Readonly<Record<string, { readonly title: string; readonly goal: string }>>;
}

/** What the run began as, in words; null for one that began as nothing that there is. */
function toldOf({ scenarios, challenges }: LabWords, { scenario, challenge }: Readonly<Record<string, string>>) {
  const solved = Object.hasOwn(challenges, challenge ?? '') ? challenges[challenge ?? ''] : undefined;
  if (solved !== undefined) return { title: solved.title, what: solved.goal };
  const shown = Object.hasOwn(scenarios, scenario ?? '') ? scenarios[scenario ?? ''] : undefined;
  return shown === undefined ? null : { title: shown.title, what: shown.summary };
}

/**
 * A lab's page that tells, to those who show links, which run its address leads to. `proxy.ts` gives it to all who are no browser; what
 * stands on it is the same.
 */
export default async function LinkedLabPage(props: Props) {
  return (
    <Texts namespaces={['lab.loadFailed']}>
      <LabRoute id={await labIdOf(props)} />
    </Texts>
  );
}
