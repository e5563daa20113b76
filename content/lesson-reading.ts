import type { LessonDocument, LessonPart } from './lesson-document';
import { isLessonComponent, type LessonComponentName, lessonProps } from './lesson-props';
import { notStatic } from './static-value';

/** What a reader does in a lesson rather than reads. */
export const doings = ['Lab', 'Predict', 'Checkpoint', 'Try', 'WorkedExample', 'YourNumbers'] as const;
export type Doing = (typeof doings)[number];

interface Placed {
  readonly line: number;
}

/** A lab at a moment of one of its scenarios. */
export interface LabMoment extends Placed {
  readonly lab: string;
  readonly scenario: string;
  readonly step: number | undefined;
  readonly objectives: readonly string[];
}

/** A lesson as its checks see it. Words are counted by blanks; code and diagrams are looked at, not read. */
export interface LessonReading {
  readonly sections: readonly (Placed & { readonly id: string })[];
  readonly labs: readonly LabMoment[];
  /** `item` is null for one that is written out where it stands. */
  readonly predicts: readonly (Placed & { readonly item: string | null; readonly objectives: readonly string[] })[];
  readonly cases: readonly (Placed & { readonly id: string; readonly part: 'opens' | 'closes' })[];
  /** Questions about the reader's own run, each with the lab that it stands in: its place among the lesson's labs. */
  readonly decides: readonly (Placed & {
    readonly id: string;
    readonly lab: string;
    readonly labIndex: number;
    readonly until: string;
    readonly options: readonly string[] | undefined;
  })[];
  readonly whens: readonly (Placed & { readonly lab: string; readonly seen: string })[];
  readonly samples: readonly (Placed & { readonly file: string })[];
  readonly cites: readonly (Placed & { readonly source: string; readonly at: string })[];
  readonly terms: readonly (Placed & { readonly id: string })[];
  readonly checkpoints: readonly (Placed & { readonly item: string })[];
  readonly links: readonly (Placed & { readonly url: string })[];
  /** The running text before each doing, and after the last one. */
  readonly stretches: readonly (Placed & { readonly words: number })[];
  readonly words: number;
  readonly counts: Readonly<Record<Doing, number>>;
  /** What the lesson's own text shows to be wrong. */
  readonly mistakes: readonly (Placed & { readonly message: string })[];
}

/** Takes in a lesson that could be read. */
export function takeInLesson({ parts }: Extract<LessonDocument, { ok: true }>): LessonReading {
  const reader = new LessonReader();
  reader.read(parts, { parent: null, lab: null });
  return reader.finish();
}

/** What stands around a part. */
interface Around {
  readonly parent: LessonComponentName | null;
  readonly lab: string | null;
}

type Component = Extract<LessonPart, { type: 'component' }>;

class LessonReader {
  private readonly sections: { id: string; line: number }[] = [];
  private readonly labs: LabMoment[] = [];
  private readonly predicts: { item: string | null; objectives: readonly string[]; line: number }[] = [];
  private readonly cases: { id: string; part: 'opens' | 'closes'; line: number }[] = [];
  private readonly decides: LessonReading['decides'][number][] = [];
  private readonly whens: { lab: string; seen: string; line: number }[] = [];
  private readonly samples: { file: string; line: number }[] = [];
  private readonly cites: { source: string; at: string; line: number }[] = [];
  private readonly terms: { id: string; line: number }[] = [];
  private readonly checkpoints: { item: string; line: number }[] = [];
  private readonly links: { url: string; line: number }[] = [];
  private readonly stretches: { words: number; line: number }[] = [];
  private readonly mistakes: { message: string; line: number }[] = [];
  private readonly counts: Record<Doing, number> = {
    Lab: 0,
    Predict: 0,
    Checkpoint: 0,
    Try: 0,
    WorkedExample: 0,
    YourNumbers: 0,
  };
  /** The running text since the last doing, where it began, and the texts that belong to doings. */
  private stretch = '';
  private stretchLine = 1;
  private insideDoings = '';
  private lastLine = 1;
  private words = 0;

  read(parts: readonly LessonPart[], around: Around): void {
    for (const part of parts) this.readPart(part, around);
  }

  finish(): LessonReading {
    this.endStretch(this.lastLine);
    const { sections, labs, predicts, cases, decides, whens, cites, terms } = this;
    const { checkpoints, links, stretches, counts, mistakes, samples } = this;
    const words = this.words + countWords(this.insideDoings);
    return {
      ...{ sections, labs, predicts, cases, decides, whens, cites, terms, checkpoints, links, stretches },
      ...{ words, counts, mistakes, samples },
    };
  }

  private readPart(part: LessonPart, around: Around): void {
    this.lastLine = part.line;
    if (part.type === 'foreign') {
      this.say(part.line, `a lesson has no ${part.what}`);
    } else if (around.parent === null && !(part.type === 'component' && part.name === 'Section')) {
      if (part.type !== 'text' || part.text.trim() !== '') this.say(part.line, 'this stands outside every <Section>');
    } else if (part.type === 'text') {
      this.readText(part.text, around);
    } else if (part.type === 'link') {
      this.links.push({ url: part.url, line: part.line });
      this.read(part.children, around);
    } else if (isLessonComponent(part.name)) {
      this.readComponent(part, part.name, around);
    } else {
      this.say(part.line, `there is no component <${part.name}>`);
    }
  }

  private readText(text: string, { parent }: Around): void {
    if (parent === 'Try' || parent === 'Option' || parent === 'Step') this.insideDoings += text;
    else if (parent === 'Predict') {
      if (text.trim() !== '') this.say(this.lastLine, '<Predict>: holds <Option>s and an <Answer> alone');
    } else this.stretch += text;
  }

  private readComponent(part: Component, name: LessonComponentName, around: Around): void {
    const { line } = part;
    this.checkPlace(name, line, around);
    const given = lessonProps[name].safeParse(part.props);
    if (!given.success) {
      for (const issue of given.error.issues) {
        const isWritten = issue.path.length > 0 && Object(part.props)[String(issue.path[0])] === notStatic;
        const message = isWritten ? 'is to be written out, not computed' : issue.message;
        this.say(line, `<${name}>: ${[...issue.path, message].join(': ')}`);
      }
    } else this.note(part, around);
    this.readInside(part, name, around);
  }

  private checkPlace(name: LessonComponentName, line: number, { parent, lab }: Around): void {
    if (name === 'Section' && parent !== null) this.say(line, '<Section>: stands within another one');
    if ((name === 'When' || name === 'Decide') && lab === null) this.say(line, `<${name}>: stands outside a <Lab>`);
    if (name === 'Step' && parent !== 'WorkedExample') this.say(line, '<Step>: stands outside a <WorkedExample>');
    if ((name === 'Option' || name === 'Answer') && parent !== 'Predict') {
      this.say(line, `<${name}>: stands outside a <Predict>`);
    }
  }

  private readInside(part: Component, name: LessonComponentName, around: Around): void {
    if (name === 'Predict' && part.props.item === undefined) this.checkPredict(part);
    if (name === 'Answer') this.breakText();
    const lab = name === 'Lab' ? String(part.props.id) : around.lab;
    // A word of the text keeps the place that its text stands in.
    const isInline = name === 'Term' || name === 'Cite';
    this.read(part.children, { parent: isInline ? around.parent : name, lab });
    if (!isInline) this.breakText();
  }

  /** Notes what a component with good values says. */
  private note(part: Component, { lab }: Around): void {
    const { line, props } = part;
    switch (part.name) {
      case 'Section':
        this.sections.push({ id: lessonProps.Section.parse(props).id, line });
        break;
      case 'Lab': {
        const { id, scenario, step, objective = [] } = lessonProps.Lab.parse(props);
        this.labs.push({ lab: id, scenario, step, objectives: objective, line });
        this.doing('Lab', line);
        break;
      }
      case 'When':
        if (lab !== null) this.whens.push({ lab, seen: lessonProps.When.parse(props).seen, line });
        break;
      case 'Predict': {
        const predict = lessonProps.Predict.parse(props);
        const isItem = 'item' in predict;
        const objectives = isItem ? [] : (predict.objective ?? []);
        this.predicts.push({ item: isItem ? predict.item : null, objectives, line });
        this.doing('Predict', line);
        if (!isItem) this.insideDoings += ` ${predict.question}\n`;
        break;
      }
      case 'Case':
        this.cases.push({ ...lessonProps.Case.parse(props), line });
        break;
      case 'Decide': {
        const { id, until, options, act, question } = lessonProps.Decide.parse(props);
        if (lab !== null) this.decides.push({ id, lab, labIndex: this.labs.length - 1, until, options, line });
        this.insideDoings += ` ${act} ${question}\n`;
        break;
      }
      case 'WorkedExample':
      case 'YourNumbers':
        this.doing(part.name, line);
        break;
      case 'Sample':
        this.samples.push({ ...lessonProps.Sample.parse(props), line });
        break;
      case 'Cite':
        this.cites.push({ ...lessonProps.Cite.parse(props), line });
        break;
      case 'Term':
        this.terms.push({ id: lessonProps.Term.parse(props).id, line });
        break;
      case 'Checkpoint':
        this.checkpoints.push({ item: lessonProps.Checkpoint.parse(props).item, line });
        this.doing('Checkpoint', line);
        break;
      case 'Try':
        this.doing('Try', line);
        break;
    }
  }

  private checkPredict({ children, line }: Component): void {
    const options = children.filter((child) => child.type === 'component' && child.name === 'Option');
    const right = options.filter((option) => option.type === 'component' && option.props.right === true);
    const answers = children.filter((child) => child.type === 'component' && child.name === 'Answer');
    if (options.length < 2) this.say(line, `<Predict>: has ${options.length} options, but needs at least two`);
    else if (right.length !== 1) this.say(line, `<Predict>: exactly one option is right, not ${right.length}`);
    if (answers.length !== 1) this.say(line, `<Predict>: has ${answers.length} answers, but needs one`);
  }

  private doing(name: Doing, line: number): void {
    this.counts[name] += 1;
    this.endStretch(line);
  }

  private endStretch(line: number): void {
    const words = countWords(this.stretch);
    this.stretches.push({ words, line: this.stretchLine });
    this.words += words;
    this.stretch = '';
    this.stretchLine = line;
  }

  private breakText(): void {
    this.stretch += '\n';
    this.insideDoings += '\n';
  }

  private say(line: number, message: string): void {
    this.mistakes.push({ line, message });
  }
}

/** Runs between blanks that hold a letter or a digit: English words, Korean eojeol. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
}
