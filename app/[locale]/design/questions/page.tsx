import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PageContainer } from '@/components/site/page-container';
import { PageHeader } from '@/components/site/page-header';
import { Texts } from '@/lib/i18n/texts';
import { shuffleFor } from '@/quiz/chance';
import { labDesk } from '@/quiz/labs';
import type { AttemptItem } from '@/quiz/schema';
import { bindItem } from '@/quiz/score';
import { highlightItems } from '@/server/highlight';
import { moreSamples } from './more-sample-items';
import { type Sample, samples } from './sample-items';
import { SampleQuestion } from './sample-question';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('design.questions');
  return { title: t('title') };
}

function show({ item, response }: Sample) {
  const attempt: AttemptItem = item.type === 'generated' ? { ...item, seed: 1 } : item;
  const bound = bindItem(attempt, labDesk);
  const score = bound.score(response);
  if (score === null) throw new Error(`the sample answer to ${item.id} is none`);
  return {
    item: bound.toPublic(shuffleFor('samples', item.id)),
    response,
    told: { score, credit: score.earned, reveal: bound.reveal() },
  };
}

/** Every type of question, before and after the answer, for whoever writes or draws them. */
export default async function QuestionsPage() {
  const [t, tQuiz] = await Promise.all([getTranslations('design.questions'), getTranslations('quiz')]);
  const shown = [...samples, ...moreSamples].map(show);
  const code = await highlightItems(shown.map(({ item }) => item));
  return (
    <PageContainer>
      <PageHeader title={t('title')} lead={t('lead')} breadcrumb={[{ label: t('design'), href: '/design' }]} />
      <Texts namespaces={['quiz', 'lab.loadFailed']}>
        <ul className="flex flex-col">
          {shown.map(({ item, response, told }) => (
            <li key={item.id} id={item.id} className="flex flex-col gap-6 border-border border-t py-10">
              <h2 className="text-text-muted text-sm">{tQuiz(`type.${item.type}`)}</h2>
              <SampleQuestion item={item} code={code[item.id]} response={response} told={told} />
            </li>
          ))}
        </ul>
      </Texts>
    </PageContainer>
  );
}
