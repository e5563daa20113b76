import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { labById } from '@/sim/catalog';
import type { Lab } from '@/sim/core/lab';
import { bringAbout } from '@/sim/core/milestone';
import { recordScenario } from '@/sim/core/scenario';
import { cases } from './cases';
import { topics } from './catalog';
import { readLesson } from './lesson-document';
import { lessonFile } from './lesson-path';
import { takeInLesson } from './lesson-reading';

/** What a learner of a case is asked to commit to, finds out in the lab, and defends in the end. */
interface Way {
  readonly topicId: string;
  readonly lesson: string;
  /** The question of the section that opens with the case. */
  readonly commits: string;
  /** What each run answers, by the decision that asks for it, in the order of the lesson. */
  readonly finds: Readonly<Record<string, number | string>>;
  readonly defends: { readonly question: string; readonly choice: string };
}

const ways: Readonly<Record<string, Way>> = {
  'blamed-on-epoll': {
    topicId: '05-event-loop-fundamentals',
    lesson: 'waiting-for-many',
    commits: 'two-instances-one-socket',
    finds: {
      'looked-at-by-select': 1_001,
      'threads-that-woke': 3,
      'bytes-left-behind': 1_904,
      'name-that-is-reported': 'p.r',
      'bytes-in-three-turns': 0,
    },
    defends: { question: 'change-one-thing', choice: 'one-at-a-time' },
  },
  'two-loops-in-one-thread': {
    topicId: '05-event-loop-fundamentals',
    lesson: 'two-loops-in-a-thread',
    commits: 'one-task-alone',
    finds: {
      'tasks-refused': 9,
      'ms-for-three-tasks': 900,
      'tasks-that-wait-together': 10,
      'batches-before-the-error': 1,
      'ms-in-native-threads': 900,
    },
    defends: { question: 'way-to-defend', choice: 'synchronous' },
  },
  'probe-with-more-time': {
    topicId: '04-concurrency-patterns',
    lesson: 'uvicorn-and-fastapi',
    commits: 'probe-during-the-wait',
    finds: {
      'seconds-until-the-probe': 4,
      'seconds-until-the-41st': 2,
      'threads-without-a-connection': 40,
      'connections-of-the-pod': 45,
      'requests-of-the-dead': 4,
    },
    defends: { question: 'server-to-defend', choice: 'await-it' },
  },
  'a-hundred-unacked': {
    topicId: '04-concurrency-patterns',
    lesson: 'pools-and-acks',
    commits: 'ready-after-the-second',
    finds: {
      'seconds-of-four-threads': 8,
      'seconds-of-solo': 8,
      'ready-at-last': 32,
      'stuck-behind-vision': 4,
      'task-that-is-gone': 't00',
      'tasks-started-again': 2,
      'back-in-the-queue': 100,
    },
    defends: { question: 'window-to-defend', choice: 'fewer-slots' },
  },
  'waiting-inside-a-task': {
    topicId: '04-concurrency-patterns',
    lesson: 'handlers-and-limits',
    commits: 'four-that-wait',
    finds: {
      'waited-in-vain': 4,
      'refused-by-the-mark': 9,
      'tasks-begun-again': 10,
      'waiting-for-a-connection': 30,
      'times-carried-out': 3,
      'ready-and-idle': 6,
      'given-back-in-silence': 5,
    },
    defends: { question: 'wait-to-defend', choice: 'chain-and-queue' },
  },
  'one-queue-for-all-listeners': {
    topicId: '03-amqp-protocol',
    lesson: 'publish-to-ack',
    commits: 'who-hears-the-event',
    finds: { 'key-of-all-queues': 'order.paid.kr', 'time-until-redelivery': 500, 'events-past-disk': 3 },
    defends: { question: 'queue-to-defend', choice: 'exclusive' },
  },
  'quorum-queues-meet-celery': {
    topicId: '03-amqp-protocol',
    lesson: 'prefetch-to-recovery',
    commits: 'whose-limit',
    finds: { 'first-task-without-limit': 50, 'first-task-with-limit': 10, 'node-that-leads-now': 'n2' },
    defends: { question: 'queue-type-to-defend', choice: 'upgrade' },
  },
  'one-connection-per-listener': {
    topicId: '03-amqp-protocol',
    lesson: 'clients-that-last',
    commits: 'what-stays-open',
    finds: { 'calls-before-the-first-reply': 2, 'said-first-again': 'basic.qos', 'held-by-the-other': 4 },
    defends: { question: 'connections-to-defend', choice: 'log' },
  },
  'blamed-on-the-gil': {
    topicId: '02-python-gil',
    lesson: 'who-holds-the-gil',
    commits: 'six-threads',
    finds: {
      'counter-on-3-9': 34,
      'ms-of-the-first-event': 5,
      'ms-of-the-last-of-four': 17,
      'times-the-cache-was-filled': 2,
      'hashing-at-once': 3,
      'ms-behind-the-pattern': 395,
      'ms-of-six-that-wait': 308,
      'ms-of-six-that-compute': 495,
    },
    defends: { question: 'executor-to-defend', choice: 'own-executor' },
  },
  'prefork-to-gevent': {
    topicId: '06-concurrency-models',
    lesson: 'four-models',
    commits: 'memory-of-a-hundred',
    finds: {
      'ms-of-eight-by-threads': 482,
      'counter-of-the-greenlets': 1,
      'counter-in-the-parent': 0,
      'threads-of-the-child': 1,
      'kilobytes-of-the-greenlets': 620,
    },
    defends: { question: 'reason-to-defend', choice: 'one-process-enough' },
  },
  'six-hundred-users': {
    topicId: '06-concurrency-models',
    lesson: 'choosing-one',
    commits: 'what-filled-the-cores',
    finds: {
      'ms-of-nine-processes': 1219,
      'who-holds-the-thread': 'request',
      'ms-of-the-greenlets': 184,
      'ms-gained-by-six-pods': 0,
    },
    defends: { question: 'change-to-defend', choice: 'second-node' },
  },
  'active-is-false': {
    topicId: '11-keda',
    lesson: 'queue-to-replicas',
    commits: 'make-it-visible',
    finds: {
      'percent-at-the-peak': 12,
      'held-while-it-read-zero': 22,
      'pods-for-eleven': 2,
      'second-of-the-operator': 30,
      'pods-without-work': 2,
    },
    defends: { question: 'trigger-to-defend', choice: 'http-and-eight' },
  },
  'three-back-to-one': {
    topicId: '11-keda',
    lesson: 'windows-and-owners',
    commits: 'who-set-it-to-one',
    finds: {
      'changes-without-a-window': 10,
      'seconds-until-two': 105,
      'tasks-begun-again': 3,
      'who-gets-no-metric': 'hpa',
      'second-of-the-next-try': 30,
      'pods-with-a-place': 4,
    },
    defends: { question: 'manifest-to-defend', choice: 'field-to-hpa' },
  },
  'events-to-a-log': {
    topicId: '07-redis-streams',
    lesson: 'log-and-reading',
    commits: 'from-where-to-read',
    finds: { 'trimmed-at-once': 100, 'events-in-one-reply': 8 },
    defends: { question: 'what-to-repair-first', choice: 'resume' },
  },
  'the-entry-that-comes-back': {
    topicId: '07-redis-streams',
    lesson: 'groups-and-recovery',
    commits: 'what-a-hundred-hide',
    finds: {
      'entries-for-the-second-group': 27,
      'ms-until-the-rescue': 4830,
      'reply-to-the-late-xack': 0,
      'left-in-front': 9,
      'entries-nobody-gets': 49,
      'ms-until-requeued': 850,
      'set-aside-first': 10,
    },
    defends: { question: 'reclaimer-to-defend', choice: 'aside' },
  },
  'write-to-a-replica': {
    topicId: '12-consensus-algorithms',
    lesson: 'elections',
    commits: 'pinned-address',
    finds: {
      'votes-at-the-win': 3,
      'servers-down': 3,
      'term-that-was-won': 2,
      'entries-lost-by-s1': 2,
      'server-that-is-named': 's3',
    },
    defends: { question: 'address-to-defend', choice: 'by-label' },
  },
  'the-empty-master': {
    topicId: '12-consensus-algorithms',
    lesson: 'log-and-commit',
    commits: 'why-replicas-lost-theirs',
    finds: {
      'most-refusals': 's7',
      'who-gave-them-back': 's2',
      'entries-thrown-away': 3,
      'copies-when-it-was-lost': 3,
      'commit-index-jumps-to': 3,
      'times-charged': 2,
      'disks-with-x': 1,
    },
    defends: { question: 'persistence-to-defend', choice: 'aof-on-a-volume' },
  },
  'three-pods-one-node': {
    topicId: '12-consensus-algorithms',
    lesson: 'members-and-snapshots',
    commits: 'what-one-node-leaves',
    finds: {
      'stored-at-the-commit': 3,
      'disks-with-the-change': 2,
      'next-term-with-a-leader': 3,
      'snapshot-reaches-to': 4,
      'entries-after-the-restart': 3,
    },
    defends: { question: 'spread-to-defend', choice: 'three-nodes' },
  },
};

function reading({ topicId, lesson }: Way) {
  const read = readLesson(readFileSync(path.join(import.meta.dirname, lessonFile(topicId, lesson, 'en')), 'utf8'));
  if (!read.ok) throw new Error(read.message);
  return takeInLesson(read);
}

/** What the run of each decision answers, played from where its lab opens, with the decision's own commands. */
function found({ decides, labs }: ReturnType<typeof reading>) {
  return decides.map(({ id, until, line }) => {
    const moment = labs.filter((each) => each.line < line).at(-1);
    const lab: Pick<Lab, 'simulation' | 'scenarios' | 'milestones'> | null = labById(moment?.lab ?? '');
    const scenario = lab?.scenarios.find((each) => each.id === moment?.scenario);
    const milestone = lab?.milestones.find((each) => each.id === until);
    if (lab === null || scenario === undefined || milestone === undefined)
      throw new Error(`${id}: the lab has no such thing`);
    const recording = recordScenario(lab.simulation, scenario);
    return [id, bringAbout(lab.simulation, milestone, recording, moment?.step ?? 0)?.answer];
  });
}

test.each(Object.entries(ways))('the way of %s leads from what was seen to a choice to defend', async (id, way) => {
  const lesson = reading(way);
  expect(lesson.cases.map((each) => [each.id, each.part])).toEqual([
    [id, 'opens'],
    [id, 'closes'],
  ]);
  const asked = lesson.predicts.map(({ item }) => item);
  expect([asked[0], asked.at(-1)]).toEqual([way.commits, way.defends.question]);
  expect(Object.fromEntries(found(lesson))).toEqual(way.finds);
  const { predictions = [] } = (await topics()).get(way.topicId) ?? {};
  const last = predictions.find((each) => each.id === way.defends.question);
  expect(last?.choices.filter(({ correct }) => correct).map((each) => each.id)).toEqual([way.defends.choice]);
  // A reader who chooses otherwise is shown the run that refutes it.
  expect(last?.choices.every(({ correct, run }) => correct || run !== undefined)).toBe(true);
});

test('every case that a written lesson opens with has its way here', async () => {
  const own = (await cases()).filter(({ lesson }) => lesson !== undefined);
  expect(own.map(({ id }) => id).sort()).toEqual(Object.keys(ways).sort());
});
