'use client';

import { lazyPart } from '@/components/ui/lazy-part';
import type { PublicItem } from '@/quiz/score';
import { MultipleRenderer, SingleRenderer } from './renderers/choices';
import type { RendererProps } from './renderers/renderer';
import { TrueFalseRenderer } from './renderers/true-false';
import type { Told } from './types';

const place = <div className="min-h-40" />;
const fetchCodeRenderers = () => import('./renderers/code-renderers');
const fetchDiagramRenderers = () => import('./renderers/diagram-renderers');
const fetchLineRenderers = () => import('./renderers/line-renderers');
const fetchTypedRenderers = () => import('./renderers/typed');

// Choices are what most questions ask for; the renderers of the other types are loaded where there is one to be drawn.
const FillInTheCodeRenderer = lazyPart(
  () => fetchCodeRenderers().then((module) => module.FillInTheCodeRenderer),
  place,
);
const PredictTheOutputRenderer = lazyPart(
  () => fetchCodeRenderers().then((module) => module.PredictTheOutputRenderer),
  place,
);
const PickOnTheDiagramRenderer = lazyPart(
  () => fetchDiagramRenderers().then((module) => module.PickOnTheDiagramRenderer),
  place,
);
const PredictThenRunRenderer = lazyPart(
  () => fetchDiagramRenderers().then((module) => module.PredictThenRunRenderer),
  place,
);
const GeneratedRenderer = lazyPart(
  () => import('./renderers/generated').then((module) => module.GeneratedRenderer),
  place,
);
const ConfigurationRenderer = lazyPart(
  () => import('./renderers/configuration').then((module) => module.ConfigurationRenderer),
  place,
);
const DiagnoseRenderer = lazyPart(() => fetchLineRenderers().then((module) => module.DiagnoseRenderer), place);
const RepairALineRenderer = lazyPart(() => fetchLineRenderers().then((module) => module.RepairALineRenderer), place);
const OrderingRenderer = lazyPart(
  () => import('./renderers/ordering').then((module) => module.OrderingRenderer),
  place,
);
const PairingRenderer = lazyPart(() => import('./renderers/pairing').then((module) => module.PairingRenderer), place);
const NumericRenderer = lazyPart(() => fetchTypedRenderers().then((module) => module.NumericRenderer), place);
const ShortTextRenderer = lazyPart(() => fetchTypedRenderers().then((module) => module.ShortTextRenderer), place);

const lazyRenderers: Partial<Record<PublicItem['type'], { readonly load: () => void }>> = {
  numeric: NumericRenderer,
  'short-text': ShortTextRenderer,
  ordering: OrderingRenderer,
  matching: PairingRenderer,
  classification: PairingRenderer,
  'fill-in-the-code': FillInTheCodeRenderer,
  'predict-the-output': PredictTheOutputRenderer,
  'pick-on-the-diagram': PickOnTheDiagramRenderer,
  'predict-then-run': PredictThenRunRenderer,
  diagnose: DiagnoseRenderer,
  'choose-a-configuration': ConfigurationRenderer,
  'repair-a-line': RepairALineRenderer,
  generated: GeneratedRenderer,
};

/** Loads the renderers of all these items, so that the network may be away when one of them is asked. */
export function prepareRenderers(items: readonly PublicItem[]): void {
  for (const { type } of items) lazyRenderers[type]?.load();
}

interface QuestionRendererProps extends Omit<RendererProps<'single'>, 'item' | 'score' | 'solution'> {
  readonly item: PublicItem;
  readonly told: Told | null;
}

/** An item's renderer, by its type. */
export function QuestionRenderer({ item, told, ...rest }: QuestionRendererProps) {
  const shared = { ...rest, score: told?.score ?? null };
  const reveal = told?.reveal ?? null;
  switch (item.type) {
    case 'single':
      return <SingleRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'multiple':
      return (
        <MultipleRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'true-false':
      return (
        <TrueFalseRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'numeric':
      return <NumericRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'short-text':
      return (
        <ShortTextRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'ordering':
      return (
        <OrderingRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'matching':
      return <PairingRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'classification':
      return <PairingRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />;
    case 'fill-in-the-code':
      return (
        <FillInTheCodeRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'predict-the-output':
      return (
        <PredictTheOutputRenderer
          {...shared}
          item={item}
          solution={reveal?.type === item.type ? reveal.solution : null}
        />
      );
    case 'pick-on-the-diagram':
      return (
        <PickOnTheDiagramRenderer
          {...shared}
          item={item}
          solution={reveal?.type === item.type ? reveal.solution : null}
        />
      );
    case 'predict-then-run':
      return (
        <PredictThenRunRenderer
          {...shared}
          item={item}
          solution={reveal?.type === item.type ? reveal.solution : null}
        />
      );
    case 'diagnose':
      return (
        <DiagnoseRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'choose-a-configuration':
      return (
        <ConfigurationRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'repair-a-line':
      return (
        <RepairALineRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
    case 'generated':
      return (
        <GeneratedRenderer {...shared} item={item} solution={reveal?.type === item.type ? reveal.solution : null} />
      );
  }
}
