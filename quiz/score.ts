import type { AuthorMistake, ItemType, Score, Shuffle } from './item-type';
import type { LabDesk } from './lab-desk';
import type { SittingItem } from './schema';
import type { LocalizedText } from './text';
import { type ChoicesSolution, multiple, type PublicChoices, single } from './types/choice';
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
import { type ShortTextSolution, shortText } from './types/short-text';
import { type PublicTrueFalse, type TrueFalseSolution, trueFalse } from './types/true-false';

/** What each type lets a browser see before the answer, and after it. */
export interface ItemFaces {
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
  generated: { body: PublicGenerated; solution: GeneratedSolution };
}

type ItemTypeName = keyof ItemFaces;

export interface PublicItemOf<Type extends ItemTypeName> {
  readonly type: Type;
  readonly id: string;
  readonly stem: LocalizedText;
  /** How many hints there are; each is told when it is asked for. */
  readonly hintCount: number;
  readonly body: ItemFaces[Type]['body'];
}
/** What a browser may see of an item before it is answered: nothing that tells right from wrong. */
export type PublicItem = { [Type in ItemTypeName]: PublicItemOf<Type> }[ItemTypeName];

export interface RevealOf<Type extends ItemTypeName> {
  readonly type: Type;
  readonly solution: ItemFaces[Type]['solution'];
  readonly source: { readonly id: string; readonly at: string };
  readonly seeItHappen: { readonly lab: string; readonly scenario: string; readonly step: number } | null;
}
/** What a browser may see of an item once it is answered. */
export type Reveal = { [Type in ItemTypeName]: RevealOf<Type> }[ItemTypeName];

interface BoundItemOf<Type extends ItemTypeName> {
  toPublic(shuffle: Shuffle): PublicItemOf<Type>;
  reveal(): RevealOf<Type>;
  /** Null for what is incomplete or impossible: that is not the same as wrong, and never scored. */
  score(response: unknown): Score | null;
  /** What its author should mend, beyond the schema. */
  mistakes(): readonly AuthorMistake[];
}
/** An item with all that can be asked of it. Responses are whatever a browser sent. */
export type BoundItem = { [Type in ItemTypeName]: BoundItemOf<Type> }[ItemTypeName];

/** Gives an item its type. */
export function bindItem(item: SittingItem, labs: LabDesk): BoundItem {
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
    case 'generated':
      return bind(item.type, item, generated(labs));
  }
}

function bind<Type extends ItemTypeName, Item extends SittingItem, Response>(
  typeName: Type,
  item: Item,
  type: ItemType<Item, Response, ItemFaces[Type]['body'], ItemFaces[Type]['solution']>,
): BoundItemOf<Type> {
  const { id, stem, hints, source, seeItHappen } = item;
  return {
    toPublic: (shuffle) => ({ type: typeName, id, stem, hintCount: hints.length, body: type.toPublic(item, shuffle) }),
    reveal: () => ({ type: typeName, solution: type.solution(item), source, seeItHappen: seeItHappen ?? null }),
    score(response) {
      const parsed = type.response.safeParse(response);
      return parsed.success && type.isComplete(item, parsed.data) ? type.score(item, parsed.data) : null;
    },
    mistakes: () => type.mistakes?.(item) ?? [],
  };
}
