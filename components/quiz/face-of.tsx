'use client';

import type { PublicItem } from '@/quiz/score';
import { MultipleFace, SingleFace } from './faces/choices';
import { FillInTheCodeFace, PredictTheOutputFace } from './faces/code-faces';
import { PickOnTheDiagramFace, PredictThenRunFace } from './faces/diagram-faces';
import type { FaceProps } from './faces/face';
import { GeneratedFace } from './faces/generated';
import { OrderingFace } from './faces/ordering';
import { PairingFace } from './faces/pairing';
import { TrueFalseFace } from './faces/true-false';
import { NumericFace, ShortTextFace } from './faces/typed';
import type { Told } from './types';

interface FaceOfProps extends Omit<FaceProps<'single'>, 'item' | 'score' | 'solution'> {
  readonly item: PublicItem;
  readonly told: Told | null;
}

/** An item's face, by its type. */
export function FaceOf({ item, told, ...rest }: FaceOfProps) {
  const shared = { ...rest, score: told?.score ?? null };
  const reveal = told?.reveal ?? null;
  switch (item.type) {
    case 'single':
      return <SingleFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'multiple':
      return <MultipleFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'true-false':
      return <TrueFalseFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'numeric':
      return <NumericFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'short-text':
      return <ShortTextFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'ordering':
      return <OrderingFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'matching':
      return <PairingFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'classification':
      return <PairingFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'fill-in-the-code':
      return (
        <FillInTheCodeFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'predict-the-output':
      return (
        <PredictTheOutputFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'pick-on-the-diagram':
      return (
        <PickOnTheDiagramFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'predict-then-run':
      return (
        <PredictThenRunFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'generated':
      return <GeneratedFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
  }
}
