import { defineLab } from '../core/lab';
import { asyncio } from './model';
import { asyncioScenarios } from './scenarios';

/** CPython's own event loop, one iteration at a time. */
export const asyncioLab = defineLab({ simulation: asyncio, scenarios: asyncioScenarios });
