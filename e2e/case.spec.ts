import { readFile } from 'node:fs/promises';
import { expect, type Locator, test } from '@playwright/test';
import { parse } from 'yaml';
import { predictionsFile } from '../content/predictions';
import { texts } from './fixtures/language';
import { LessonLabs } from './pages/lesson-labs';

const topicId = '12-consensus-algorithms';
const tag = ['@lesson', '@topic-12', '@raft'];

/** A text as a page shows it: without the marks of code. */
const shown = (text: string) => text.replaceAll('`', '');

for (const language of ['ko'] as const) {
  test(`a case, in ${language}: from what was seen to a configuration to defend`, { tag }, async ({ page }) => {
    const t = texts(language);
    const all = predictionsFile.parse(parse(await readFile(`content/${topicId}/predictions.yaml`, 'utf8')));
    const labs = new LessonLabs(page, language, t);
    const asked = (id: string) => {
      const found = all.find((each) => each.id === id);
      if (found === undefined) throw new Error(`no question ${id}`);
      return {
        card: labs.prediction(shown(found.stem[language])),
        press: (card: Locator, choiceId: string) => {
          const choice = found.choices.find((each) => each.id === choiceId);
          return card.getByRole('button', { name: shown(choice?.text[language] ?? '') }).click();
        },
      };
    };
    await labs.open(topicId, 'log-and-commit');
    // Before React has taken the page over, a button does nothing.
    await expect(page.getByRole('link', { name: t('site.signIn'), exact: true })).toBeVisible();

    await test.step('the reader takes the replicas for a backup, and is told why they are none', async () => {
      await expect(page.getByText('Done loading RDB, keys loaded: 0, keys expired: 0.')).toBeVisible();
      const { card, press } = asked('why-replicas-lost-theirs');
      await press(card, 'keep-the-fuller');
      await expect(card.getByText(t('lesson.predict.wrong'))).toBeVisible();
      await expect(card.getByRole('button', { name: t('lesson.predict.see') })).toBeVisible();
    });

    await test.step('the lab shows on how many disks a confirmed write was left', async () => {
      await labs.decide('disks-with-x', 1);
    });

    await test.step('the reader defends a configuration', async () => {
      const { card, press } = asked('persistence-to-defend');
      await press(card, 'aof-on-a-volume');
      await expect(card.getByText(t('lesson.predict.right'))).toBeVisible();
    });
  });
}
