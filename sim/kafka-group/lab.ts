import { defineLab } from '../core/lab';
import { kafkaGroup } from './kafka-group';
import { kafkaGroupQuestions } from './questions';
import { kafkaGroupScenarios } from './scenarios';
import { kafkaGroupStepLine } from './step-line';

/** The Kafka consumer group, without a page of its own. */
export const kafkaGroupLab = defineLab({
  simulation: kafkaGroup,
  scenarios: kafkaGroupScenarios,
  challenges: [],
  predictions: [],
  happenings: [],
  questions: kafkaGroupQuestions,
  explorer: null,
  stepLine: kafkaGroupStepLine,
});
