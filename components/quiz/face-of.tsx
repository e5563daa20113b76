'use client';

import { lazyPart } from '@/components/ui/lazy-part';
import type { PublicItem } from '@/quiz/score';
import { MultipleFace, SingleFace } from './faces/choices';
import type { FaceProps } from './faces/face';
import { TrueFalseFace } from './faces/true-false';
import type { Told } from './types';

const place = <div className="min-h-40" />;
const fetchCodeFaces = () => import('./faces/code-faces');
const fetchDiagramFaces = () => import('./faces/diagram-faces');
const fetchLineFaces = () => import('./faces/line-faces');
const fetchTypedFaces = () => import('./faces/typed');

// Choices are what most questions ask for; the faces of the other types are loaded where there is one to be drawn.
const FillInTheCodeFace = lazyPart(() => fetchCodeFaces().then((module) => module.FillInTheCodeFace), place);
const PredictTheOutputFace = lazyPart(() => fetchCodeFaces().then((module) => module.PredictTheOutputFace), place);
const PickOnTheDiagramFace = lazyPart(() => fetchDiagramFaces().then((module) => module.PickOnTheDiagramFace), place);
const PredictThenRunFace = lazyPart(() => fetchDiagramFaces().then((module) => module.PredictThenRunFace), place);
const GeneratedFace = lazyPart(() => import('./faces/generated').then((module) => module.GeneratedFace), place);
const ConfigurationFace = lazyPart(
  () => import('./faces/configuration').then((module) => module.ConfigurationFace),
  place,
);
const DiagnoseFace = lazyPart(() => fetchLineFaces().then((module) => module.DiagnoseFace), place);
const RepairALineFace = lazyPart(() => fetchLineFaces().then((module) => module.RepairALineFace), place);
const OrderingFace = lazyPart(() => import('./faces/ordering').then((module) => module.OrderingFace), place);
const PairingFace = lazyPart(() => import('./faces/pairing').then((module) => module.PairingFace), place);
const NumericFace = lazyPart(() => fetchTypedFaces().then((module) => module.NumericFace), place);
const ShortTextFace = lazyPart(() => fetchTypedFaces().then((module) => module.ShortTextFace), place);

const lazyFaces: Partial<Record<PublicItem['type'], { readonly load: () => void }>> = {
  numeric: NumericFace,
  'short-text': ShortTextFace,
  ordering: OrderingFace,
  matching: PairingFace,
  classification: PairingFace,
  'fill-in-the-code': FillInTheCodeFace,
  'predict-the-output': PredictTheOutputFace,
  'pick-on-the-diagram': PickOnTheDiagramFace,
  'predict-then-run': PredictThenRunFace,
  diagnose: DiagnoseFace,
  'choose-a-configuration': ConfigurationFace,
  'repair-a-line': RepairALineFace,
  generated: GeneratedFace,
};

/** Loads the faces of all these items, so that the network may be away when one of them is asked. */
export function prepareFaces(items: readonly PublicItem[]): void {
  for (const { type } of items) lazyFaces[type]?.load();
}

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
    case 'diagnose':
      return <DiagnoseFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'choose-a-configuration':
      return (
        <ConfigurationFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'repair-a-line':
      return <RepairALineFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'generated':
      return <GeneratedFace {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
  }
}
