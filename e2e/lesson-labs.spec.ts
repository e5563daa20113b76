import { expect, test } from '@playwright/test';
import { texts } from './fixtures/language';
import { LessonLabs } from './pages/lesson-labs';

/** One lesson, as a phone in Korean has it: content/lesson-labs.test.ts shows the same of every lesson without a browser. */
const lessons = [['07-redis-streams', 'log-and-reading']] as const;

for (const language of ['ko'] as const) {
  test.describe(`the labs of a lesson, in ${language}`, () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

    for (const [topicId, lessonId] of lessons) {
      test(`${topicId}, ${lessonId}: doing what each text asks for brings the text about`, {
        tag: ['@lesson', `@topic-${topicId.slice(0, 2)}`],
      }, async ({ page }) => {
        const errors: string[] = [];
        page.on('pageerror', ({ message }) => errors.push(message));
        const labs = new LessonLabs(page, language, texts(language));
        await labs.open(topicId, lessonId);
        for (const text of await labs.texts().all()) await labs.bringAbout(text);
        await expect(labs.texts().locator('.lesson-held')).toHaveCount(0);
        expect(errors).toEqual([]);
      });
    }
  });
}
