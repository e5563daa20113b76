import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlacementPanel } from '@/components/placement/placement-panel';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { placement } from '@/content/placement';
import { Texts } from '@/lib/i18n/texts';
import { shuffleFor } from '@/quiz/chance';
import { highlightItems } from '@/server/highlight';
import { checkAnswer, findPlace } from './actions';
import { boundItems } from './items';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('placement');
  return { title: t('title'), description: t('lead') };
}

/** The placement quiz: nobody has to sign in, and nothing is kept. */
export default async function PlacementPage() {
  const [t, quiz] = await Promise.all([getTranslations('placement'), placement()]);
  const items = [...(await boundItems(quiz))].map(([id, item]) => item.toPublic(shuffleFor('placement', id)));
  return (
    <PageContainer width="narrow">
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        breadcrumb={[{ label: t('catalogue'), href: '/topics' }]}
        meta={<span className="text-sm text-text-muted">{t('facts', { count: items.length })}</span>}
      />
      <Texts namespaces={['placement', 'paths', 'quiz', 'lab.loadFailed']}>
        <PlacementPanel
          items={items}
          code={await highlightItems(items)}
          sources={quiz.sources.map(({ id, title, url }) => ({ id, title, url }))}
          actions={{ check: checkAnswer, find: findPlace }}
        />
      </Texts>
    </PageContainer>
  );
}
