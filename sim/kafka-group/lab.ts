import { defineLab, type TypesOf } from '../core/lab';
import { kafkaGroupChallenges } from './challenges';
import { kafkaGroup } from './kafka-group';
import { kafkaGroupQuestions } from './questions';
import { kafkaGroupScenarios } from './scenarios';
import { kafkaGroupStepLine } from './step-line';

/** The Kafka consumer group. */
export const kafkaGroupLab = defineLab({
  simulation: kafkaGroup,
  scenarios: kafkaGroupScenarios,
  challenges: kafkaGroupChallenges,
  questions: kafkaGroupQuestions,
  stepLine: kafkaGroupStepLine,
  lineSession: () => import('./session').then((module) => module.createKafkaGroupSession),
});

export type KafkaGroupTypes = TypesOf<typeof kafkaGroupLab>;
