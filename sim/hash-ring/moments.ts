import type { ScenarioMoments } from '../core/scenario';

/** Where the scenarios open, and where a first run of each stops. */
export const moments: Readonly<Record<string, ScenarioMoments>> = {
  'stickiness-is-not-delivery': {
    keyEvents: [{ id: 'missed', kind: 'missed' }],
  },
  'more-pods-than-shards': {
    keyEvents: [{ id: 'added', kind: 'hostAdded' }],
  },
  'modulo-four-to-five': {
    keyEvents: [{ id: 'added', kind: 'hostAdded' }],
  },
  'ring-shrinks-shares': {
    keyEvents: [{ id: 'added', kind: 'hostAdded' }],
  },
  'maglev-against-ring': {
    keyEvents: [{ id: 'maglev', kind: 'hostAdded' }],
  },
  'one-ejected-host': {
    keyEvents: [{ id: 'ejected', kind: 'ejected' }],
  },
  'shards-without-a-reader': {
    keyEvents: [
      { id: 'removed', kind: 'hostRemoved' },
      { id: 'rebalanced', kind: 'rebalanced' },
    ],
  },
  'every-order-of-pods': {
    keyEvents: [{ id: 'ordered', kind: 'ordered' }],
  },
};
