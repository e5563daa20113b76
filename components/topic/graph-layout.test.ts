import { describe, expect, it } from 'vitest';
import { curriculum } from '@/content/curriculum';
import { GRAPH, graphLayout, graphLine } from './graph-layout';

describe('the graph of the topics', () => {
  it('has a spot of its own for every topic, and for no other', () => {
    expect(Object.keys(graphLayout).sort()).toEqual(curriculum.map(({ number }) => number));
    expect(new Set(Object.values(graphLayout).map(({ column, row }) => `${column} ${row}`)).size).toBe(
      curriculum.length,
    );
    expect(Math.max(...Object.values(graphLayout).map(({ row }) => row))).toBe(GRAPH.rows);
  });

  it('leads every line to the right, and past no other topic of the same row', () => {
    for (const { number, prerequisites } of curriculum) {
      const end = graphLayout[number];
      for (const needed of prerequisites) {
        const start = graphLayout[needed];
        expect(graphLine(needed, number)).toMatch(/^M[\d. ]+C/);
        expect(start?.column).toBeLessThan(end?.column ?? 0);
        if (start?.row !== end?.row) continue;
        const between = Object.values(graphLayout).filter(
          ({ column, row }) => row === end?.row && column > (start?.column ?? 0) && column < end.column,
        );
        expect(between).toEqual([]);
      }
    }
  });
});
