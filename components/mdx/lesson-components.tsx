import type { MDXComponents } from 'mdx/types';
import type { ComponentProps, ReactNode } from 'react';
import { Aside } from './aside';
import { Boxes } from './boxes';
import { Checkpoint } from './checkpoint';
import { Cite } from './cite';
import type { Glossary } from './glossary';
import { Lab } from './lab';
import { LessonLink } from './lesson-link';
import { Answer, Option, Predict } from './predict';
import { Section } from './section';
import { Sequence } from './sequence';
import { Table } from './table';
import { TermCard } from './term-card';
import { Try } from './try';
import { When } from './when';

/** Names in the text are short: one with a hyphen, as `shop-8` or `x-death`, stays on one line. */
const NAME_CHARACTERS_MAX = 18;

function Code({ children, ...rest }: ComponentProps<'code'>) {
  const isName = typeof children === 'string' && children.length <= NAME_CHARACTERS_MAX && children.includes('-');
  return (
    <code {...rest} {...(isName ? { className: 'whitespace-nowrap' } : {})}>
      {children}
    </code>
  );
}

/** What a lesson's MDX may use without importing it, inside a LessonProvider. Only the terms that it uses reach the browser. */
export function lessonComponents(glossary: Glossary): MDXComponents {
  // A server component: being made anew for every page costs it nothing.
  const term = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => {
    const found = glossary.get(id);
    if (found === undefined) throw new Error(`<Term id="${id}">: no glossary has such a term`);
    return <TermCard term={found}>{children}</TermCard>;
  };
  return {
    Answer,
    Aside,
    Boxes,
    Checkpoint,
    Cite,
    Lab,
    Option,
    Predict,
    Section,
    Sequence,
    Term: term,
    Try,
    When,
    a: LessonLink,
    code: Code,
    table: Table,
  };
}
