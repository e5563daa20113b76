import { goalsOf } from '../core/goals';
import type { Milestone } from '../core/milestone';
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

export type GilMilestoneId = (typeof all)[number]['id'];

/** What a text beside a run may wait for. */
export const gilMilestones: readonly (Milestone<GilState, GilCommand, GilEvent> & { readonly id: GilMilestoneId })[] =
  all;
