import type { MDXComponents } from 'mdx/types';
import type { ComponentProps, ReactNode } from 'react';
import { Aside } from './aside';
import { Boxes } from './boxes';
import { Case } from './case';
import { Checkpoint } from './checkpoint';
import { Cite } from './cite';
import { Decide } from './decide';
import type { ShownCase } from './field-case';
import type { Glossary } from './glossary';
import { keepNames } from './keep-names';
import { Lab } from './lab';
import { LessonLink } from './lesson-link';
import { Answer, Option, Predict, PredictItem } from './predict';
import type { ShownPrediction } from './prediction';
import { Sample, type ShownSample } from './sample';
import { Section } from './section';
import { Sequence } from './sequence';
import { Table } from './table';
import { TermCard } from './term-card';
import { Try } from './try';
import { When } from './when';
import { Step, WorkedExample } from './worked-example';

import { YourNumbers } from './your-numbers';

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

/** What a lesson's text names by id. Only what it names reaches the browser. */
export interface LessonMaterial {
  /** Every topic's terms. */
  readonly glossary: Glossary;
  readonly cases: readonly ShownCase[];
  /** The topic's. */
  readonly predictions: readonly ShownPrediction[];
  /** The topic's, by file name without the ending. */
  readonly samples: ReadonlyMap<string, ShownSample>;
}

/** What a lesson's MDX may use without importing it, inside a LessonProvider. */
export function lessonComponents({ glossary, cases, predictions, samples }: LessonMaterial): MDXComponents {
  // Server components: being made anew for every page costs them nothing.
  const term = ({ id, children }: { readonly id: string; readonly children: ReactNode }) => {
    const found = glossary.get(id);
    if (found === undefined) throw new Error(`<Term id="${id}">: no glossary has such a term`);
    return <TermCard term={found}>{keepNames(children)}</TermCard>;
  };
  const fieldCase = ({ id, ...rest }: Omit<ComponentProps<typeof Case>, 'fieldCase'> & { readonly id: string }) => {
    const found = cases.find((each) => each.id === id);
    if (found === undefined) throw new Error(`<Case id="${id}">: cases.yaml has no such case`);
    return <Case fieldCase={found} {...rest} />;
  };
  const predict = ({ item, ...rest }: ComponentProps<typeof Predict> & { readonly item?: string }) => {
    if (item === undefined) return <Predict {...rest} />;
    const found = predictions.find((each) => each.id === item);
    if (found === undefined) throw new Error(`<Predict item="${item}">: predictions.yaml has no such question`);
    return <PredictItem prediction={found} />;
  };
  const sample = ({ file }: { readonly file: string }) => {
    const found = samples.get(file);
    if (found === undefined) throw new Error(`<Sample file="${file}">: the topic has no such sample`);
    return <Sample sample={found} />;
  };
  return {
    Answer,
    Aside,
    Boxes,
    Case: fieldCase,
    Checkpoint,
    Cite,
    Decide,
    Lab,
    Option,
    Predict: predict,
    Sample: sample,
    Section,
    Sequence,
    Step,
    Term: term,
    Try,
    When,
    WorkedExample,
    YourNumbers,
    a: ({ children, ...rest }: ComponentProps<'a'>) => <LessonLink {...rest}>{keepNames(children)}</LessonLink>,
    code: Code,
    li: ({ children, ...rest }: ComponentProps<'li'>) => <li {...rest}>{keepNames(children)}</li>,
    p: ({ children, ...rest }: ComponentProps<'p'>) => <p {...rest}>{keepNames(children)}</p>,
    td: ({ children, ...rest }: ComponentProps<'td'>) => <td {...rest}>{keepNames(children)}</td>,
    table: Table,
  };
}
