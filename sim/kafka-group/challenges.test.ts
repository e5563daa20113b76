import { checkLab } from '../core/testing/check-lab';
import { ticksFromMs } from './config';
import { kafkaGroupLab } from './lab';
import { KAFKA_MISCONCEPTIONS } from './questions';

checkLab(kafkaGroupLab, {
  solutions: {
    'worked-twice': [{ tick: ticksFromMs(1_900), command: { type: 'crash', consumer: 'c1' } }],
    'alive-but-out': [{ tick: ticksFromMs(1_100), command: { type: 'slow', consumer: 'c1', serviceMs: 2_000 } }],
  },
  outcomes: {},
  misconceptions: KAFKA_MISCONCEPTIONS,
});
