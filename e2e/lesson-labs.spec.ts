import { expect, test } from '@playwright/test';
import { languages, texts } from './fixtures/language';
import { LessonLabs } from './pages/lesson-labs';

const topicIds = ['03-amqp-protocol', '07-redis-streams', '12-consensus-algorithms'];
/** A phone in Korean, a desk in English. */
const viewports = { ko: { width: 390, height: 844 }, en: { width: 1440, height: 900 } };

for (const language of languages) {
  test.describe(`the labs of a lesson, in ${language}`, () => {
    test.use({ viewport: viewports[language], hasTouch: language === 'ko' });

    for (const topicId of topicIds) {
      test(`${topicId}: doing what each text asks for brings the text about`, async ({ page }) => {
        const errors: string[] = [];
        page.on('pageerror', ({ message }) => errors.push(message));
        const labs = new LessonLabs(page, language, texts(language));
        await labs.open(topicId);
        for (const text of await labs.texts().all()) await labs.bringAbout(text);
        await expect(labs.texts().locator('.lesson-held')).toHaveCount(0);
        expect(errors).toEqual([]);
      });
    }
  });
}
