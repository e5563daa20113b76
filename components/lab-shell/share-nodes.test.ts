import { describe, expect, it } from 'vitest';
import type { LabFlow } from './lab-view';
import { shareNodes } from './share-nodes';

function flow(...terms: number[]): LabFlow {
  const nodes = terms.map((term, index) => ({ id: `n${index}`, position: { x: index, y: 0 }, data: { term } }));
  return { nodes, edges: [{ id: 'e', source: 'n0', target: 'n1' }] };
}

describe('two flows one after the other', () => {
  it('share every node that says the same', () => {
    const before = flow(1, 1, 1);
    const after = shareNodes(before, flow(1, 2, 1));
    expect(after.nodes[0]).toBe(before.nodes[0]);
    expect(after.nodes[1]).not.toBe(before.nodes[1]);
    expect(after.nodes[1]?.data).toEqual({ term: 2 });
    expect(after.edges).toBe(before.edges);
  });

  it('are one and the same when nothing changed', () => {
    const before = flow(1, 1);
    expect(shareNodes(before, flow(1, 1))).toBe(before);
  });

  it('lose nodes that are gone', () => {
    expect(shareNodes(flow(1, 1, 1), flow(1, 1)).nodes).toHaveLength(2);
  });
});
