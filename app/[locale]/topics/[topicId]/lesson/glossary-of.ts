import type { Glossary } from '@/components/mdx/glossary';
import type { TopicContent } from '@/content/catalog';
import { sectionPath } from '@/content/lesson-path';
import type { Locale } from '@/lib/i18n/routing';

/** Every topic's terms in one language, with the addresses of the sections that teach them. */
export function glossaryOf(topics: Iterable<TopicContent>, locale: Locale): Glossary {
  return new Map(
    [...topics].flatMap((topic) =>
      Object.entries(topic.glossary).map(([id, { name, text, section }]) => [
        id,
        {
          name: name[locale],
          text: text[locale],
          path: section === undefined ? null : sectionPath(topic, section),
        },
      ]),
    ),
  );
}
