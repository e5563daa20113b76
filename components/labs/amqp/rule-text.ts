import type { RuleText, Translate } from '@/components/lab-shell/lab-view';

/** The rules by their names in the simulation. */
const rules = {
  'Conservation of messages': 'conservation',
  'Prefetch limit': 'prefetch',
  'Single active consumer': 'singleActive',
  'Order within a queue': 'order',
  'Confirmed messages survive': 'confirmed',
} as const;

function isKnownRule(name: string): name is keyof typeof rules {
  return Object.hasOwn(rules, name);
}

/** Null for a rule that has no words of its own. */
export function ruleText(name: string, t: Translate): RuleText | null {
  if (!isKnownRule(name)) return null;
  const key = rules[name];
  return { title: t(`amqp.rules.${key}.title`), statement: t(`amqp.rules.${key}.statement`) };
}
