/** Who asks for a page: nobody who is signed in, and four accounts; `self` is a learner in the class of `own instructor`. */
export const ROLES = ['anonymous', 'other learner', 'other instructor', 'own instructor', 'self'] as const;
export type Role = (typeof ROLES)[number];

/** What stands in a path for what is self's. */
export const SELF_CLASS = '{class}';
export const SELF_CODE = '{code}';
export const SELF_MEMBER = '{member}';
export const SELF_ASSIGNMENT = '{assignment}';

interface PageRow {
  /** What is asked for. */
  readonly path: string;
  /** The status by role, in the order of ROLES; 307 leads to the sign-in. */
  readonly status: readonly number[];
  /** Who may see self's name in it besides self: none, where nothing is said. */
  readonly tellsOfSelf?: readonly Role[];
}

/** The same for everybody. */
const everybody = (path: string): PageRow => ({ path, status: [200, 200, 200, 200, 200] });
/** For whoever is signed in, about themselves. */
const signedIn = (path: string): PageRow => ({ path, status: [307, 200, 200, 200, 200] });
const nobody = (path: string, status = 404): PageRow => ({ path, status: Array(5).fill(status) });

/** Every page and route of the app, by its folder below app/: a test fails when one is missing. */
export const PAGES: Readonly<Record<string, PageRow>> = {
  '/[locale]': everybody('/ko'),
  '/[locale]/[...rest]': nobody('/ko/no/such/page'),
  '/[locale]/account': { ...signedIn('/ko/account'), tellsOfSelf: [] },
  '/[locale]/assignments/calendar': {
    path: '/ko/assignments/calendar',
    status: [401, 200, 200, 200, 200],
    tellsOfSelf: [],
  },
  '/[locale]/cases': everybody('/ko/cases'),
  '/[locale]/cases/[caseId]': everybody('/ko/cases/write-to-a-replica'),
  '/[locale]/classes': { ...signedIn('/ko/classes'), tellsOfSelf: [] },
  '/[locale]/classes/[classId]': {
    path: `/ko/classes/${SELF_CLASS}`,
    status: [307, 404, 404, 200, 200],
    tellsOfSelf: ['own instructor'],
  },
  '/[locale]/classes/[classId]/assignments': {
    path: `/ko/classes/${SELF_CLASS}/assignments`,
    status: [307, 404, 404, 200, 404],
    tellsOfSelf: [],
  },
  '/[locale]/classes/[classId]/assignments/[assignmentId]': {
    path: `/ko/classes/${SELF_CLASS}/assignments/${SELF_ASSIGNMENT}`,
    status: [307, 404, 404, 200, 404],
    tellsOfSelf: ['own instructor'],
  },
  '/[locale]/classes/[classId]/export': {
    path: `/ko/classes/${SELF_CLASS}/export?kind=roster`,
    status: [404, 404, 404, 200, 404],
    tellsOfSelf: ['own instructor'],
  },
  '/[locale]/classes/[classId]/learners/[learnerId]/attempts/[attemptId]': {
    path: `/ko/classes/${SELF_CLASS}/learners/${SELF_MEMBER}/attempts/00000000-0000-4000-8000-000000000000`,
    status: [307, 404, 404, 404, 404],
    tellsOfSelf: [],
  },
  '/[locale]/classes/[classId]/learners/[learnerId]': {
    path: `/ko/classes/${SELF_CLASS}/learners/${SELF_MEMBER}`,
    status: [307, 404, 404, 200, 404],
    tellsOfSelf: ['own instructor'],
  },
  '/[locale]/classes/[classId]/settings': {
    path: `/ko/classes/${SELF_CLASS}/settings`,
    status: [307, 404, 404, 200, 404],
    tellsOfSelf: [],
  },
  '/[locale]/design': everybody('/ko/design'),
  '/[locale]/design/crowd': everybody('/ko/design/crowd'),
  '/[locale]/design/lesson': everybody('/ko/design/lesson'),
  '/[locale]/design/questions': everybody('/ko/design/questions'),
  '/[locale]/embed/[labId]': everybody('/ko/embed/raft'),
  '/[locale]/home': everybody('/ko/home'),
  '/[locale]/join/[code]': signedIn(`/ko/join/${SELF_CODE}`),
  '/[locale]/labs': everybody('/ko/labs'),
  '/[locale]/labs/[labId]': everybody('/ko/labs/raft'),
  '/[locale]/labs/[labId]/linked': everybody('/ko/labs/raft?scenario=leader-crash'),
  '/[locale]/labs/[labId]/experiment': everybody('/ko/labs/raft/experiment'),
  '/[locale]/manifest.webmanifest': everybody('/ko/manifest.webmanifest'),
  '/[locale]/offline': everybody('/ko/offline'),
  '/[locale]/paths/[pathId]': everybody('/ko/paths/distributed-systems'),
  '/[locale]/placement': everybody('/ko/placement'),
  '/[locale]/progress': signedIn('/ko/progress'),
  '/[locale]/reports': { ...signedIn('/ko/reports'), tellsOfSelf: ['own instructor'] },
  '/[locale]/reset-password': everybody('/ko/reset-password'),
  '/[locale]/review': signedIn('/ko/review'),
  '/[locale]/search': everybody('/ko/search'),
  '/[locale]/search/found': everybody('/ko/search?q=raft'),
  '/[locale]/search/index.json': everybody('/ko/search/index.json'),
  '/[locale]/settings': everybody('/ko/settings'),
  '/[locale]/sign-in': everybody('/ko/sign-in'),
  '/[locale]/sign-up': everybody('/ko/sign-up'),
  '/[locale]/topics': everybody('/ko/topics'),
  '/[locale]/topics/[topicId]': everybody('/ko/topics/12-consensus-algorithms'),
  '/[locale]/topics/[topicId]/lesson': everybody('/ko/topics/12-consensus-algorithms/lesson'),
  '/[locale]/topics/[topicId]/lesson/[lessonId]': everybody('/ko/topics/12-consensus-algorithms/lesson/elections'),
  '/[locale]/topics/[topicId]/practice': signedIn('/ko/topics/12-consensus-algorithms/practice'),
  '/[locale]/topics/[topicId]/quiz': signedIn('/ko/topics/12-consensus-algorithms/quiz'),
  '/[locale]/verify-email': everybody('/ko/verify-email'),
  '/api/account/export': { path: '/api/account/export', status: [401, 200, 200, 200, 200], tellsOfSelf: [] },
  '/api/auth/[...nextauth]': everybody('/api/auth/session'),
  '/api/health': everybody('/api/health'),
  '/api/health/live': everybody('/api/health/live'),
  '/api/health/ready': everybody('/api/health/ready'),
  '/api/me': { ...everybody('/api/me'), tellsOfSelf: [] },
  '/api/me/course': { ...everybody('/api/me/course'), tellsOfSelf: [] },
  '/api/me/labs/[labId]': { ...everybody('/api/me/labs/raft'), tellsOfSelf: [] },
  '/api/me/labs/[labId]/runs': { ...everybody('/api/me/labs/raft/runs'), tellsOfSelf: [] },
  '/api/me/labs/[labId]/runs/[runId]': {
    ...everybody('/api/me/labs/raft/runs/00000000-0000-4000-8000-000000000000'),
    tellsOfSelf: [],
  },
  '/api/me/review': { ...everybody('/api/me/review'), tellsOfSelf: [] },
  '/api/preview/[labId]': everybody('/api/preview/raft?locale=ko&scenario=leader-crash&at=0-0'),
  '/api/me/topics/[topicId]': { ...everybody('/api/me/topics/12-consensus-algorithms'), tellsOfSelf: [] },
};
