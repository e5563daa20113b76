import { readFile } from 'node:fs/promises';
import { expect, type Locator, test } from '@playwright/test';
import { parse } from 'yaml';
import { predictionsFile } from '../content/predictions';
import { texts } from './fixtures/language';
import { LessonLabs } from './pages/lesson-labs';

/** A learner's way through a case: what is seen, what is believed first, what the run answers, and what is defended in the end. */
const stories = [
  {
    language: 'ko',
    topicId: '12-consensus-algorithms',
    lesson: 'log-and-commit',
    lab: '@raft',
    seen: 'Done loading RDB, keys loaded: 0, keys expired: 0.',
    believes: { question: 'why-replicas-lost-theirs', choice: 'keep-the-fuller' },
    finds: { decision: 'disks-with-x', answer: 1 },
    defends: { question: 'persistence-to-defend', choice: 'aof-on-a-volume' },
  },
  {
    language: 'en',
    topicId: '12-consensus-algorithms',
    lesson: 'members-and-snapshots',
    lab: '@raft',
    seen: 'storage: emptyDir',
    believes: { question: 'what-one-node-leaves', choice: 'on-a-replica' },
    finds: { decision: 'disks-with-the-change', answer: 2 },
    defends: { question: 'spread-to-defend', choice: 'three-nodes' },
  },
  {
    language: 'ko',
    topicId: '07-redis-streams',
    lesson: 'groups-and-recovery',
    lab: '@redis-streams',
    seen: '300 s',
    believes: { question: 'what-a-hundred-hide', choice: 'never' },
    finds: { decision: 'reply-to-the-late-xack', answer: 0 },
    defends: { question: 'reclaimer-to-defend', choice: 'aside' },
  },
] as const;

/** A text as a page shows it: without the marks of code. */
const shown = (text: string) => text.replaceAll('`', '');

for (const { language, topicId, lesson, lab, seen, believes, finds, defends } of stories) {
  const tag = ['@lesson', `@topic-${topicId.slice(0, 2)}`, lab];
  test(`the case of ${lesson}, in ${language}: from what was seen to a configuration to defend`, {
    tag,
  }, async ({ page }) => {
    const t = texts(language);
    const all = predictionsFile.parse(parse(await readFile(`content/${topicId}/predictions.yaml`, 'utf8')));
    const labs = new LessonLabs(page, language, t);
    const choose = async ({ question, choice }: { readonly question: string; readonly choice: string }) => {
      const found = all.find((each) => each.id === question);
      const text = found?.choices.find((each) => each.id === choice)?.text[language];
      if (found === undefined || text === undefined) throw new Error(`no choice ${choice} of ${question}`);
      const card: Locator = labs.prediction(shown(found.stem[language]));
      await card.getByRole('button', { name: shown(text) }).click();
      return card;
    };
    await labs.open(topicId, lesson);
    // Before React has taken the page over, a button does nothing.
    await expect(page.getByRole('link', { name: t('site.signIn'), exact: true })).toBeVisible();

    await test.step('the reader commits to a belief, and is told what is wrong with it', async () => {
      await expect(page.getByText(seen).first()).toBeVisible();
      const card = await choose(believes);
      await expect(card.getByText(t('lesson.predict.wrong'))).toBeVisible();
      await expect(card.getByRole('button', { name: t('lesson.predict.see') })).toBeVisible();
    });

    await test.step('the run in the lab answers what the fix depends on', async () => {
      await labs.decide(finds.decision, finds.answer);
    });

    await test.step('the reader defends a configuration', async () => {
      const card = await choose(defends);
      await expect(card.getByText(t('lesson.predict.right'))).toBeVisible();
    });
  });
}
