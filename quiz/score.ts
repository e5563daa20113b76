import type { AuthorMistake, ItemType, LabRun, PickedReason, Score, Shuffle } from './item-type';
import type { LabDesk } from './lab-desk';
import type { AttemptItem } from './schema';
import type { LocalizedText } from './text';
import { type ChoicesSolution, multiple, type PublicChoices, single } from './types/choice';
import {
  type ChooseAConfigurationSolution,
  chooseAConfiguration,
  type PublicChooseAConfiguration,
} from './types/choose-a-configuration';
import { type DiagnoseSolution, diagnose, type PublicDiagnose } from './types/diagnose';
import { type FillInTheCodeSolution, fillInTheCode, type PublicFillInTheCode } from './types/fill-in-the-code';
import { type GeneratedSolution, generated, type PublicGenerated } from './types/generated';
import { type NumericSolution, numeric, type PublicNumeric } from './types/numeric';
import { type OrderingSolution, ordering, type PublicOrdering } from './types/ordering';
import { classification, matching, type PairingSolution, type PublicPairing } from './types/pairing';
import {
  type PickOnTheDiagramSolution,
  type PublicPickOnTheDiagram,
  pickOnTheDiagram,
} from './types/pick-on-the-diagram';
import {
  type PredictTheOutputSolution,
  type PublicPredictTheOutput,
  predictTheOutput,
} from './types/predict-the-output';
import { type PredictThenRunSolution, type PublicPredictThenRun, predictThenRun } from './types/predict-then-run';
import { type PublicRepairALine, type RepairALineSolution, repairALine } from './types/repair-a-line';
import { type ShortTextSolution, shortText } from './types/short-text';
import { type PublicTrueFalse, type TrueFalseSolution, trueFalse } from './types/true-false';
import { isUnknown } from './unknown';

/** What each type lets a browser see before the answer, and after it. */
export interface ItemRenderers {
  single: { body: PublicChoices; solution: ChoicesSolution };
  multiple: { body: PublicChoices; solution: ChoicesSolution };
  'true-false': { body: PublicTrueFalse; solution: TrueFalseSolution };
  numeric: { body: PublicNumeric; solution: NumericSolution };
  'short-text': { body: Record<never, never>; solution: ShortTextSolution };
  ordering: { body: PublicOrdering; solution: OrderingSolution };
  matching: { body: PublicPairing; solution: PairingSolution };
  classification: { body: PublicPairing; solution: PairingSolution };
  'fill-in-the-code': { body: PublicFillInTheCode; solution: FillInTheCodeSolution };
  'predict-the-output': { body: PublicPredictTheOutput; solution: PredictTheOutputSolution };
  'pick-on-the-diagram': { body: PublicPickOnTheDiagram; solution: PickOnTheDiagramSolution };
  'predict-then-run': { body: PublicPredictThenRun; solution: PredictThenRunSolution };
  diagnose: { body: PublicDiagnose; solution: DiagnoseSolution };
  'choose-a-configuration': { body: PublicChooseAConfiguration; solution: ChooseAConfigurationSolution };
  'repair-a-line': { body: PublicRepairALine; solution: RepairALineSolution };
  generated: { body: PublicGenerated; solution: GeneratedSolution };
}

type ItemTypeName = keyof ItemRenderers;

/** Each right part is a point, and how many there are is part of the answer. */
const COUNTS_TELL: ReadonlySet<ItemTypeName> = new Set(['multiple', 'predict-the-output']);

export interface PublicItemOf<Type extends ItemTypeName> {
  readonly type: Type;
  readonly id: string;
  /** The objective that it is about, of its topic. */
  readonly objective: string;
  readonly stem: LocalizedText;
  /** How many hints there are; each is told when it is asked for. */
  readonly hintCount: number;
  /** What it is worth; null where that would tell how many parts are right. */
  readonly points: number | null;
  readonly body: ItemRenderers[Type]['body'];
}
/** What a browser may see of an item before it is answered: nothing that tells right from wrong. */
export type PublicItem = { [Type in ItemTypeName]: PublicItemOf<Type> }[ItemTypeName];

export interface RevealOf<Type extends ItemTypeName> {
  readonly type: Type;
  readonly solution: ItemRenderers[Type]['solution'];
  readonly source: { readonly id: string; readonly at: string };
  readonly seeItHappen: { readonly lab: string; readonly scenario: string; readonly step: number } | null;
}
/** What a browser may see of an item once it is answered. */
export type Reveal = { [Type in ItemTypeName]: RevealOf<Type> }[ItemTypeName];

/** Why what was picked is wrong, without saying what is right; where it stands, and the run that shows it. */
export interface Lead {
  readonly reasons: readonly PickedReason[];
  readonly source: { readonly id: string; readonly at: string };
  readonly seeItHappen: { readonly lab: string; readonly scenario: string; readonly step: number } | null;
  /** Where a lab asks: its own run. */
  readonly proof: LabRun | null;
}

interface BoundItemOf<Type extends ItemTypeName> {
  toPublic(shuffle: Shuffle): PublicItemOf<Type>;
  reveal(): RevealOf<Type>;
  /** What practice tells of a wrong answer while there is another try: why what was picked is wrong, and where to see it. */
  lead(response: unknown): Lead;
  /** Null for what is incomplete or impossible: that is not the same as wrong, and never scored. "I don't know" earns nothing. */
  score(response: unknown): Score | null;
  /** Of an item that was left unanswered: no points, and why the right answer is right. */
  scoreUnanswered(): Score;
  /** What its author should mend, beyond the schema. */
  mistakes(): readonly AuthorMistake[];
}
/** An item with all that can be asked of it. Responses are whatever a browser sent. */
export type BoundItem = { [Type in ItemTypeName]: BoundItemOf<Type> }[ItemTypeName];

/** Gives an item its type. */
export function bindItem(item: AttemptItem, labs: LabDesk): BoundItem {
  switch (item.type) {
    case 'single':
      return bind(item.type, item, single);
    case 'multiple':
      return bind(item.type, item, multiple);
    case 'true-false':
      return bind(item.type, item, trueFalse);
    case 'numeric':
      return bind(item.type, item, numeric);
    case 'short-text':
      return bind(item.type, item, shortText);
    case 'ordering':
      return bind(item.type, item, ordering);
    case 'matching':
      return bind(item.type, item, matching);
    case 'classification':
      return bind(item.type, item, classification);
    case 'fill-in-the-code':
      return bind(item.type, item, fillInTheCode);
    case 'predict-the-output':
      return bind(item.type, item, predictTheOutput);
    case 'pick-on-the-diagram':
      return bind(item.type, item, pickOnTheDiagram);
    case 'predict-then-run':
      return bind(item.type, item, predictThenRun(labs));
    case 'diagnose':
      return bind(item.type, item, diagnose);
    case 'choose-a-configuration':
      return bind(item.type, item, chooseAConfiguration(labs));
    case 'repair-a-line':
      return bind(item.type, item, repairALine(labs));
    case 'generated':
      return bind(item.type, item, generated(labs));
  }
}

function bind<Type extends ItemTypeName, Item extends AttemptItem, Response>(
  typeName: Type,
  item: Item,
  type: ItemType<Item, Response, ItemRenderers[Type]['body'], ItemRenderers[Type]['solution']>,
): BoundItemOf<Type> {
  const { id, objective, stem, hints, source, seeItHappen } = item;
  const scoreUnanswered = (): Score => {
    const { total, parts } = type.score(item, type.blank);
    return { earned: 0, total, parts: parts.map((part) => ({ ...part, earned: 0 })), misconceptions: [] };
  };
  return {
    toPublic: (shuffle) => ({
      ...{ type: typeName, id, objective, stem, hintCount: hints.length },
      points: COUNTS_TELL.has(typeName) ? null : type.score(item, type.blank).total,
      body: type.toPublic(item, shuffle),
    }),
    reveal: () => ({ type: typeName, solution: type.solution(item), source, seeItHappen: seeItHappen ?? null }),
    lead(response) {
      const parsed = type.response.safeParse(response);
      const { reasons = [], proof = null } = parsed.success ? (type.lead?.(item, parsed.data) ?? {}) : {};
      return { reasons, proof, source, seeItHappen: seeItHappen ?? null };
    },
    score(response) {
      if (isUnknown(response)) return scoreUnanswered();
      const parsed = type.response.safeParse(response);
      return parsed.success && type.isComplete(item, parsed.data) ? type.score(item, parsed.data) : null;
    },
    scoreUnanswered,
    mistakes: () => type.mistakes?.(item) ?? [],
  };
}
