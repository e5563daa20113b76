import { goalsOf } from '../core/goals';
import type { Happening } from '../core/happening';
import type { GilCommand } from './config';
import type { GilEvent, GilState, GilTrace } from './state';

const { tracedMoment } = goalsOf<GilState, GilCommand, GilEvent, GilTrace>();

const all = [
  tracedMoment('asked', ({ kind }) => kind === 'ask'),
  tracedMoment('handed-over', (entry) => entry.kind === 'drop' && entry.data.requested),
  tracedMoment('started-over', ({ kind }) => kind === 'startOver'),
  tracedMoment('update-lost', ({ kind }) => kind === 'lost'),
  tracedMoment('gil-off', ({ kind }) => kind === 'gilOff'),
] as const;

export type GilHappeningId = (typeof all)[number]['id'];

/** What a text beside a run may wait for. */
export const gilHappenings: readonly (Happening<GilState, GilCommand, GilEvent> & { readonly id: GilHappeningId })[] =
  all;
