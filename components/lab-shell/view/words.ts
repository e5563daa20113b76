import { withParticles } from '@/lib/korean-particles';
import type { Translate } from './texts';

/** What fills the gaps of a text. */
export type Values = Readonly<Record<string, string | number>>;

/** A lab's own texts, by their keys below `labs.<id>`. A test reads them all for every lab, in both languages. */
export interface Words {
  (key: string, values?: Values): string;
  has(key: string): boolean;
}

/** Keys are made of ids here, so the compiler cannot check them. */
type LooseTranslate = ((key: string, values?: Values) => string) & { has(key: string): boolean };

const known = new WeakMap<Translate, Map<string, Words>>();

/** The texts of one lab. The same function for the same translator. */
export function wordsOf(labId: string, t: Translate): Words {
  let ofTranslator = known.get(t);
  if (ofTranslator === undefined) {
    ofTranslator = new Map();
    known.set(t, ofTranslator);
  }
  const kept = ofTranslator.get(labId);
  if (kept !== undefined) return kept;
  const loose = t as unknown as LooseTranslate;
  const words = Object.assign((key: string, values?: Values) => withParticles(loose(`labs.${labId}.${key}`, values)), {
    has: (key: string) => loose.has(`labs.${labId}.${key}`),
  });
  ofTranslator.set(labId, words);
  return words;
}

/** A value as an inspector or a sentence shows it; ∅ for none. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '∅';
  if (Array.isArray(value) && value.some(Array.isArray)) return JSON.stringify(value);
  if (Array.isArray(value)) return value.length === 0 ? '∅' : value.map(valueText).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
