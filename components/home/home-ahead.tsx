import { useTranslations } from 'next-intl';
import type { ShownTopic } from '@/components/topic/course-topic';
import { TextLink } from '@/components/ui/text-link';
import { HomeSection } from './home-section';

/** The topics whose lessons are being written. Small: nobody can take them now. */
export function HomeAhead({ topics }: { readonly topics: readonly ShownTopic[] }) {
  const t = useTranslations('home.ahead');
  const tTopic = useTranslations('paths.topic');
  return (
    <HomeSection id="ahead" title={t('title')} lead={t('lead')}>
      <ol className="grid gap-x-8 gap-y-1.5 text-sm text-text-muted sm:grid-cols-2 lg:grid-cols-3">
        {topics.map(({ number, title, labs }) => (
          <li key={number}>
            <span className="mr-2 text-text-subtle tabular-nums">{number}</span>
            {title}
            {labs.map(({ id, name }) => (
              <TextLink key={id} href={`/labs/${id}`} className="ml-2">
                {tTopic('openLab', { lab: name })}
              </TextLink>
            ))}
          </li>
        ))}
      </ol>
    </HomeSection>
  );
}
