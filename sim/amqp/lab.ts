import { defineLab, type TypesOf } from '../core/lab';
import { amqp } from './amqp';
import { amqpChallenges } from './challenges';
import { amqpMilestones } from './milestones';
import { amqpPredictions } from './predictions';
import { amqpQuestions } from './questions/generators';
import { amqpScenarios } from './scenarios';

/** The AMQP lab, as the catalogue lists it. */
export const amqpLab = defineLab({
  simulation: amqp,
  scenarios: amqpScenarios,
  challenges: amqpChallenges,
  predictions: amqpPredictions,
  milestones: amqpMilestones,
  questions: amqpQuestions,
  lineSession: () => import('./session').then((module) => module.createAmqpSession),
});

export type AmqpTypes = TypesOf<typeof amqpLab>;
