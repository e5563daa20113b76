import type { PublicItem } from '../../quiz/score';

/** A complete answer to an item, made from what a browser is shown: right or wrong as it comes. */
export function anyResponse(item: PublicItem): unknown {
  switch (item.type) {
    case 'single':
    case 'multiple':
      return item.body.choices.slice(0, 1).map(({ id }) => id);
    case 'true-false':
      return { answer: true, reason: item.body.reasons[0]?.id ?? '' };
    case 'numeric':
      return { number: '7', unit: item.body.units[0] ?? '' };
    case 'short-text':
      return 'something';
    case 'ordering':
      return item.body.steps.map(({ id }) => id);
    case 'matching':
      return Object.fromEntries(item.body.things.map(({ id }, index) => [id, item.body.targets[index]?.id ?? '']));
    case 'classification':
      return Object.fromEntries(item.body.things.map(({ id }) => [id, item.body.targets[0]?.id ?? '']));
    case 'fill-in-the-code':
      return Object.fromEntries(item.body.gaps.map(({ id, forms }) => [id, forms?.[0] ?? 'x']));
    case 'predict-the-output':
      return '9';
    case 'pick-on-the-diagram':
      return item.body.targets[0]?.id ?? '';
    case 'predict-then-run':
      return item.body.options[0] ?? '';
    case 'diagnose':
      return { cause: item.body.causes[0]?.id ?? '', line: 1 };
    case 'choose-a-configuration':
      return item.body.options[0]?.id ?? '';
    case 'repair-a-line': {
      const [first] = item.body.repairs;
      return { line: first?.line ?? 1, repair: first?.id ?? '' };
    }
    case 'generated':
      if (item.body.form === 'numeric') return '7';
      return item.body.options.slice(0, item.body.form === 'ordering' ? undefined : 1).map(({ id }) => id);
  }
}
