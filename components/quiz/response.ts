import type { PublicItem } from '@/quiz/score';

/** Reads of a response as it stands on the page or came from the server; what does not fit is read as nothing given. */
export function textIn(response: unknown): string {
  return typeof response === 'string' ? response : '';
}

export function textsIn(response: unknown): readonly string[] {
  return Array.isArray(response) ? response.filter((each) => typeof each === 'string') : [];
}

export function recordIn(response: unknown): Readonly<Record<string, string>> {
  if (typeof response !== 'object' || response === null || Array.isArray(response)) return {};
  return Object.fromEntries(Object.entries(response).filter(([, value]) => typeof value === 'string'));
}

export interface Verdict {
  readonly answer: boolean | null;
  readonly reason: string | null;
}

export function verdictIn(response: unknown): Verdict {
  if (typeof response !== 'object' || response === null) return { answer: null, reason: null };
  return {
    answer: 'answer' in response && typeof response.answer === 'boolean' ? response.answer : null,
    reason: 'reason' in response && typeof response.reason === 'string' ? response.reason : null,
  };
}

export interface LineChoice {
  readonly line: number | null;
  readonly id: string | null;
}

/** A line, and what was chosen with it under `name`. */
export function lineIn(response: unknown, name: 'cause' | 'repair'): LineChoice {
  if (typeof response !== 'object' || response === null) return { line: null, id: null };
  const given = new Map<string, unknown>(Object.entries(response));
  const [line, id] = [given.get('line'), given.get(name)];
  return { line: typeof line === 'number' ? line : null, id: typeof id === 'string' ? id : null };
}

/** What stands on the page before the learner has done anything. */
export function startingResponse(item: PublicItem): unknown {
  switch (item.type) {
    case 'single':
    case 'multiple':
      return [];
    case 'ordering':
      return item.body.steps.map(({ id }) => id);
    case 'numeric':
      return { number: '', unit: item.body.units[0] ?? '' };
    case 'true-false':
    case 'matching':
    case 'classification':
    case 'fill-in-the-code':
    case 'diagnose':
    case 'repair-a-line':
      return {};
    case 'generated':
      if (item.body.form === 'numeric') return '';
      return item.body.form === 'ordering' ? item.body.options.map(({ id }) => id) : [];
    default:
      return '';
  }
}

/** Whether there is something to send: nothing left open. What only the server can see, it says. */
export function isAnswered(item: PublicItem, response: unknown): boolean {
  switch (item.type) {
    case 'single':
    case 'multiple':
      return textsIn(response).length > 0;
    case 'ordering':
      return true;
    case 'true-false': {
      const { answer, reason } = verdictIn(response);
      return answer !== null && reason !== null;
    }
    case 'numeric':
      return recordIn(response).number?.trim() !== '';
    case 'matching': {
      const given = recordIn(response);
      const places = item.body.things.flatMap(({ id }) => given[id] ?? []);
      return places.length === item.body.things.length && new Set(places).size === places.length;
    }
    case 'classification':
      return item.body.things.every(({ id }) => recordIn(response)[id] !== undefined);
    case 'fill-in-the-code':
      return item.body.gaps.every(({ id }) => (recordIn(response)[id] ?? '').trim() !== '');
    case 'diagnose':
    case 'repair-a-line': {
      const { line, id } = lineIn(response, item.type === 'diagnose' ? 'cause' : 'repair');
      return line !== null && id !== null;
    }
    case 'generated':
      if (item.body.form === 'numeric') return textIn(response).trim() !== '';
      return item.body.form !== 'single' || textsIn(response).length === 1;
    default:
      return textIn(response).trim() !== '';
  }
}
