import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { HeapArrows } from './heap-arrows';

const ends = (container: HTMLElement) =>
  [...container.querySelectorAll('line')].map((line) => [line.getAttribute('x1'), line.getAttribute('x2')]);

test('jobs of one process point to the one heap in the middle', () => {
  const jobs = ['j1', 'j2'].map((id) => ({ id, heap: 0, isRunning: id === 'j1' }));
  const { container } = render(<HeapArrows jobs={jobs} heaps={[{ key: 0, text: 'one heap for all' }]} />);
  expect(ends(container)).toEqual([
    ['25', '50'],
    ['75', '50'],
  ]);
});

test('jobs that are processes each point to a heap of their own', () => {
  const jobs = ['j1', 'j2'].map((id, heap) => ({ id, heap, isRunning: false }));
  const heaps = [1, 2].map((number, key) => ({ key, text: `heap ${number}` }));
  const { container } = render(<HeapArrows jobs={jobs} heaps={heaps} />);
  expect(ends(container)).toEqual([
    ['25', '25'],
    ['75', '75'],
  ]);
});
