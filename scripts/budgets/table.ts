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
}

const usual: Budget = { script: 170, document: 30, css: 30, fonts: 160 };

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
  { name: 'sign-in', route: '/[locale]/sign-in', budget: { ...usual, document: 15 } },
  { name: 'sign-up', route: '/[locale]/sign-up', budget: { ...usual, document: 15 } },
  { name: 'cases', route: '/[locale]/cases', budget: usual },
  { name: 'labs', route: '/[locale]/labs', budget: usual },
  // What the page has before the lab itself: its view and its model come after, and no file of the build tells which scripts they are.
  { name: 'lab', route: '/[locale]/labs/[labId]', budget: usual },
];
