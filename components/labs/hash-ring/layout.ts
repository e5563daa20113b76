/** Of the graph's square: keys inside the ring, hosts outside of it. */
export const RADIUS = { keys: 0.2, ring: 0.32, hosts: 0.5 } as const;
