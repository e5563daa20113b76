import { isLabId, type LabId, labs } from '../../sim/catalog';

/** Upper bounds in KB (1,000 bytes): script, document and styles as `npm start` sends them, by gzip; fonts as they are. */
export interface Budget {
  readonly script: number;
  readonly document: number;
  readonly css: number;
  readonly fonts: number;
}

export interface BudgetRow {
  /** What the table of results calls it. */
  readonly name: string;
  /** Its folder below `app/`. */
  readonly route: string;
  readonly budget: Budget;
  /** The lab that the page loads by itself: its view and what shows it are counted, too. */
  readonly lab?: LabOfRow;
}

export interface LabOfRow {
  readonly id: LabId;
  /** The component that shows it, and the module that this is in. */
  readonly stage: string;
  readonly file: string;
}

const usual: Budget = { script: 170, document: 30, css: 30, fonts: 160 };

/** Its model is a whole server with a cluster: it may send more than the 300 KB of the others. */
const LAB_SCRIPT: Partial<Record<LabId, number>> = { amqp: 304 };

/** What each page may send before its reader does anything. */
export const BUDGETS: readonly BudgetRow[] = [
  { name: 'home', route: '/[locale]', budget: usual },
  { name: 'home, signed in', route: '/[locale]/home', budget: usual },
  { name: 'topics', route: '/[locale]/topics', budget: usual },
  { name: 'topic', route: '/[locale]/topics/[topicId]', budget: usual },
  { name: 'lesson', route: '/[locale]/topics/[topicId]/lesson/[lessonId]', budget: { ...usual, document: 60 } },
  { name: 'quiz', route: '/[locale]/topics/[topicId]/quiz', budget: usual },
  { name: 'practice', route: '/[locale]/topics/[topicId]/practice', budget: usual },
  { name: 'review', route: '/[locale]/review', budget: usual },
  { name: 'placement', route: '/[locale]/placement', budget: usual },
  { name: 'path', route: '/[locale]/paths/[pathId]', budget: usual },
  { name: 'classes', route: '/[locale]/classes', budget: usual },
  { name: 'class', route: '/[locale]/classes/[classId]', budget: usual },
  { name: 'progress', route: '/[locale]/progress', budget: usual },
  { name: 'search', route: '/[locale]/search', budget: usual },
  { name: 'settings', route: '/[locale]/settings', budget: usual },
  { name: 'account', route: '/[locale]/account', budget: usual },
  { name: 'sign-in', route: '/[locale]/sign-in', budget: { ...usual, document: 15 } },
  { name: 'sign-up', route: '/[locale]/sign-up', budget: { ...usual, document: 15 } },
  { name: 'reset-password', route: '/[locale]/reset-password', budget: { ...usual, document: 15 } },
  { name: 'verify-email', route: '/[locale]/verify-email', budget: { ...usual, document: 15 } },
  { name: 'cases', route: '/[locale]/cases', budget: usual },
  { name: 'case', route: '/[locale]/cases/[caseId]', budget: usual },
  { name: 'labs', route: '/[locale]/labs', budget: usual },
  ...Object.keys(labs).filter(isLabId).flatMap(rowsOfLab),
];

function rowsOfLab(id: LabId): readonly BudgetRow[] {
  const budget = { ...usual, script: LAB_SCRIPT[id] ?? 300 };
  return [
    {
      name: `lab ${id}`,
      route: '/[locale]/labs/[labId]',
      budget,
      lab: { id, stage: 'PageStage', file: 'components/labs/page-stage.tsx' },
    },
    {
      name: `embedded ${id}`,
      route: '/[locale]/embed/[labId]',
      budget,
      lab: { id, stage: 'EmbeddedStage', file: 'components/labs/embedded-stage.tsx' },
    },
  ];
}
