/** Stands for a value that only running the expression would tell. */
export const notStatic = Symbol('not a plain value');

/** The value of an expression that is written out: numbers, texts, lists and objects of these. Everything else is `notStatic`. */
export function staticValue(expression: unknown): unknown {
  const node: Readonly<Record<string, unknown>> = Object(expression);
  switch (node.type) {
    case 'Literal':
      return node.value;
    case 'TemplateLiteral':
      return templateValue(node);
    case 'UnaryExpression': {
      const value = staticValue(node.argument);
      return node.operator === '-' && typeof value === 'number' ? -value : notStatic;
    }
    case 'ArrayExpression':
      return listOf(node.elements).map(staticValue);
    case 'ObjectExpression':
      return objectValue(node);
    default:
      return notStatic;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function templateValue({ quasis }: Readonly<Record<string, unknown>>): unknown {
  const [only, ...others] = listOf(quasis);
  return others.length === 0 ? Object(only).value?.cooked : notStatic;
}

function objectValue({ properties }: Readonly<Record<string, unknown>>): unknown {
  const value: Record<string, unknown> = {};
  for (const property of listOf(properties)) {
    const { type, computed, key, value: given } = Object(property);
    if (type !== 'Property' || computed === true) return notStatic;
    value[String(key.name ?? key.value)] = staticValue(given);
  }
  return value;
}
