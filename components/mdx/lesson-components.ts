import type { MDXComponents } from 'mdx/types';
import { Aside } from './aside';
import { Checkpoint } from './checkpoint';
import { Cite } from './cite';
import { Lab } from './lab';
import { Section } from './section';
import { Table } from './table';
import { Try } from './try';

/** What a lesson's MDX may use without importing it, inside a LessonProvider. */
export const lessonComponents: MDXComponents = { Aside, Checkpoint, Cite, Lab, Section, Try, table: Table };
