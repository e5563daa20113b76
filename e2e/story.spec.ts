import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { topicFile } from '../content/topic';
import { texts } from './fixtures/language';
import { SignUpPage } from './pages/account-pages';
import { ClassesPage } from './pages/class-pages';
import { LabPage } from './pages/lab-page';
import { QuizPage } from './pages/quiz-page';

const tag = ['@topics', '@lesson', '@labs', '@raft', '@quiz', '@progress', '@classes', '@join', '@topic-12'];

const topic = '12-consensus-algorithms';

for (const language of ['ko'] as const) {
  test(`the whole story, in ${language}: a learner learns and an instructor sees it`, { tag }, async ({ browser }) => {
    const t = texts(language);
    const stamp = Date.now();
    const { sections, title } = topicFile.parse(parse(await readFile(`content/${topic}/topic.yaml`, 'utf8')));

    const learnerPage = await (await browser.newContext()).newPage();
    await new SignUpPage(learnerPage, language, t).signUp({
      name: 'Learner',
      email: `l-${language}-${stamp}@example.test`,
    });

    await test.step('the learner reads a section of the lesson', async () => {
      await learnerPage.goto(`/${language}/topics`);
      await learnerPage.locator(`main a[href$="/topics/${topic}"]`).first().click();
      await learnerPage
        .getByRole('main')
        .getByRole('link', { name: t('topic.start') })
        .click();
      await learnerPage
        .getByRole('button', { name: t('lesson.markRead') })
        .first()
        .click();
      await expect(learnerPage.getByText(t('lesson.read'), { exact: true })).toBeVisible();
      await learnerPage.reload();
      await expect(learnerPage.getByText(t('lesson.read'), { exact: true })).toHaveCount(1);
    });

    await test.step('the learner elects a leader, crashes it, goes back before the crash and keeps the run', async () => {
      const lab = new LabPage(learnerPage, language, t);
      await lab.open('raft');
      const leader = t('labs.raft.roles.leader');
      const leaders = lab.servers().filter({ hasText: leader });
      await expect(async () => {
        if ((await leaders.count()) === 0) await lab.button('nextMark').click();
        await expect(leaders).toHaveCount(1, { timeout: 500 });
      }).toPass({ intervals: [0] });
      await leaders.click();
      await learnerPage.keyboard.press('c');
      await expect(leaders).toHaveCount(0);
      await expect(lab.servers().filter({ hasText: t('labs.raft.roles.crashed') })).toHaveCount(1);
      await lab.button('back').click();
      await expect(leaders).toHaveCount(1);
      await lab.keep();
      await lab.expectAddressOfNow();
      await learnerPage.reload();
      await expect(leaders).toHaveCount(1);
    });

    await test.step('the learner answers three questions of the quiz', async () => {
      const quiz = new QuizPage(learnerPage, language, t);
      await quiz.open(topic);
      await quiz.begin();
      for (let question = 1; question <= 3; question++) {
        await quiz.answerAnyhow();
        await quiz.expectSaved();
        // A closed page loses nothing: it opens again at its question, with the answer.
        if (question === 2) await learnerPage.reload();
        await quiz.next();
      }
    });

    await test.step('the learner sees the progress', async () => {
      await learnerPage.goto(`/${language}/progress`);
      await expect(learnerPage.getByText(t('progress.sections', { read: 1, count: sections.length }))).toBeVisible();
      await expect(learnerPage.getByText(t('progress.labRunsKept', { count: 1 }))).toBeVisible();
    });

    const teacherPage = await (await browser.newContext()).newPage();
    await new SignUpPage(teacherPage, language, t).signUp({
      name: 'Instructor',
      email: `i-${language}-${stamp}@example.test`,
    });
    const classes = new ClassesPage(teacherPage, language, t);
    await classes.open();
    const taught = await classes.openClass('Backend study group');

    const code = await taught.code();
    await test.step('the learner joins by the link, and lets be seen what was learned before', async () => {
      await learnerPage.goto(await taught.link());
      await expect(learnerPage.getByText(t('classes.whatIsSeen'))).toBeVisible();
      await learnerPage.getByLabel(t('classes.showsStanding')).check();
      await learnerPage.getByRole('button', { name: t('classes.join'), exact: true }).click();
      await expect(learnerPage.getByText(t('classes.joinedTitle'))).toBeVisible();
    });

    await test.step('the overview and the learner’s page show the instructor how the learner is getting on', async () => {
      await teacherPage.reload();
      await expect(taught.row('Learner').getByText(t('mastery.levels.learning'))).toHaveCount(1);
      await taught.openLearner('Learner');
      await expect(teacherPage.getByRole('rowheader', { name: title[language], exact: true })).toBeVisible();
      await teacherPage.goBack();
      await expect(taught.row('Learner')).toBeVisible();
    });

    await test.step('the learner sees no roster and a stranger sees no class', async () => {
      const address = teacherPage.url();
      await learnerPage.goto(address);
      await expect(learnerPage.getByRole('table')).toHaveCount(0);
      await expect(learnerPage.getByText(code)).toHaveCount(0);
      const strangerPage = await (await browser.newContext()).newPage();
      await new SignUpPage(strangerPage, language, t).signUp({
        name: 'Stranger',
        email: `s-${language}-${stamp}@example.test`,
      });
      expect((await strangerPage.goto(address))?.status()).toBe(404);
    });
  });
}
