import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { evaluate } from '@mdx-js/mdx';
import axe from 'axe-core';
import { NextIntlClientProvider } from 'next-intl';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import remarkGfm from 'remark-gfm';
import { describe, expect, it, vi } from 'vitest';
import { lessonComponents } from '@/components/mdx/lesson-components';
import { LessonProvider } from '@/components/mdx/lesson-context';
import { AccountContext } from '@/components/reader/account-provider';
import { type TopicContent, topics } from '@/content/catalog';
import { lessonFile } from '@/content/lesson-path';
import type { Lesson as TopicLesson } from '@/content/topic';
import { texts } from '@/messages/testing/translator';
import { materialOf } from './material-of';

// Shiki's engine does not load in jsdom; colours are looked at elsewhere.
vi.mock('@/server/highlight', () => ({
  highlight: async (code: string) => code.split('\n').map((text) => [{ text, color: null }]),
}));

const catalogue = await topics();
const content = path.join(process.cwd(), 'content');
const account = { account: { id: 'learner', name: 'Learner' }, refresh: async () => {} };
const refuse = async () => ({ ok: false as const, reason: 'test' });
const attempt = { start: refuse, hint: refuse, handIn: refuse, discard: refuse };

/** The lesson as the server sends it, with its parts as a signed-in reader has them before any script has run. */
async function draw(topic: TopicContent, { id: lessonId, sections }: TopicLesson, locale: 'ko' | 'en') {
  const { id, sources } = topic;
  const material = await materialOf(topic, locale);
  const text = readFileSync(path.join(content, lessonFile(id, lessonId, locale)), 'utf8');
  const { default: Lesson } = await evaluate(text, {
    ...runtime,
    remarkPlugins: [[remarkGfm, { singleTilde: false }]],
  });
  const lesson = {
    topicId: id,
    sections: sections.map((section) => ({ id: section.id, title: section.title[locale], reached: null })),
    sources: sources.map((source) => ({ id: source.id, title: source.title, url: source.url })),
    attempt,
  };
  document.documentElement.lang = locale;
  document.title = id;
  document.body.innerHTML = renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="UTC" messages={texts[locale]}>
      <AccountContext value={account}>
        <main>
          <h1>{id}</h1>
          <LessonProvider lesson={lesson}>
            <Lesson components={lessonComponents(material)} />
          </LessonProvider>
          <ol>
            {sources.map((source) => (
              <li key={source.id} id={`source-${source.id}`}>
                {source.title}
              </li>
            ))}
          </ol>
        </main>
      </AccountContext>
    </NextIntlClientProvider>,
  );
}

/** Axe's rules that need no layout: contrast is shown by the tokens' test, sizes by the browser's. */
async function axeFaults(): Promise<unknown[]> {
  const rules = Object.fromEntries(['color-contrast', 'target-size'].map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document.body, { rules, resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 120)) }));
}

const headingLevels = () =>
  [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => Number(tagName[1]));

const lessons = [...catalogue.values()].flatMap((topic) =>
  topic.lessons.map((lesson) => [topic.id, lesson.id, topic, lesson] as const),
);

describe.each(lessons)('the lesson %s, %s', (_topicId, _lessonId, topic, lesson) => {
  it.each(['ko', 'en'] as const)(
    'has its headings in order, table heads, alternatives and labels (%s)',
    async (locale) => {
      await draw(topic, lesson, locale);
      const levels = headingLevels();
      expect(levels.length).toBeGreaterThan(lesson.sections.length);
      expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
      for (const table of document.querySelectorAll('table')) {
        const heads = [...table.querySelectorAll('thead th')];
        expect(heads.length).toBeGreaterThan(1);
        // The corner of a table may be empty; any other head says what stands below it.
        expect(heads.slice(1).filter(({ textContent }) => textContent?.trim() === '')).toEqual([]);
      }
      for (const picture of document.querySelectorAll('figure svg, [role="img"]')) {
        const isNamed = picture.getAttribute('aria-label') ?? picture.getAttribute('aria-labelledby');
        expect(picture.getAttribute('aria-hidden') === 'true' || (isNamed ?? '') !== '').toBe(true);
      }
      expect(await axeFaults()).toEqual([]);
    },
  );
});

it('every topic has a lesson that was looked at', () => {
  expect([...catalogue.keys()].sort()).toEqual(
    readdirSync(content)
      .filter((name) => /^\d\d-/.test(name))
      .sort(),
  );
});
