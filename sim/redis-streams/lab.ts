import { defineLab, type TypesOf } from '../core/lab';
import { redisStreamsChallenges } from './challenges';
import { redisStreamsMilestones } from './milestones';
import { redisStreamsPredictions } from './predictions';
import { redisStreamsQuestions } from './questions/generators';
import { redisStreams } from './redis-streams';
import { redisStreamsScenarios } from './scenarios';
import { redisStreamsStepLine } from './step-line';

/** The Redis Streams lab, as the catalogue lists it. */
export const redisStreamsLab = defineLab({
  simulation: redisStreams,
  scenarios: redisStreamsScenarios,
  challenges: redisStreamsChallenges,
  predictions: redisStreamsPredictions,
  milestones: redisStreamsMilestones,
  questions: redisStreamsQuestions,
  explorer: null,
  stepLine: redisStreamsStepLine,
  lineSession: () => import('../systems/redis/session').then((module) => module.createRedisSession),
});

export type RedisStreamsTypes = TypesOf<typeof redisStreamsLab>;
