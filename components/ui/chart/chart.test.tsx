// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Chart, chartLooks } from './chart';
import { chartScale, seriesPath } from './chart-layout';
import { histogramOf, percentile } from './histogram';

describe('a scale', () => {
  it('puts the least value at the left or the bottom, and keeps what lies beyond at its ends', () => {
    const right = chartScale({ min: 10, max: 20 }, 'right');
    const up = chartScale({ min: 0, max: 4 }, 'up');
    expect([5, 10, 15, 20, 25].map(right.at)).toEqual([0, 0, 500, 1000, 1000]);
    expect([0, 1, 4].map(up.at)).toEqual([1000, 750, 0]);
  });

  it('labels round numbers, or what it is told to', () => {
    expect(chartScale({ min: 0, max: 10, ticks: 2 }, 'right').ticks.map(({ value }) => value)).toEqual([0, 5, 10]);
    expect(chartScale({ min: 0, max: 1, ticks: [0, 0.25] }, 'up').ticks).toEqual([
      { value: 0, at: 1000 },
      { value: 0.25, at: 750 },
    ]);
  });

  it('gives every tenfold the same room on a logarithmic axis', () => {
    const { at } = chartScale({ min: 1, max: 1000, kind: 'log' }, 'right');
    expect([1, 10, 100, 1000].map(at)).toEqual([0, 333.3, 666.7, 1000]);
  });

  it('has a place for everything when its span is nothing', () => {
    expect(chartScale({ min: 3, max: 3 }, 'right').at(3)).toBe(0);
  });
});

describe('a series', () => {
  const x = chartScale({ min: 0, max: 2 }, 'right');
  const y = chartScale({ min: 0, max: 2 }, 'up');
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: 2 },
  ];

  it('goes straight from point to point, holds its value, or stands on zero', () => {
    expect(seriesPath(points, 'line', x, y)).toBe('M0,500L500,0');
    expect(seriesPath(points, 'steps', x, y)).toBe('M0,500L500,500L500,0');
    expect(seriesPath(points, 'bars', x, y)).toBe('M0 1000V500H500V1000ZM500 1000V0H1000V1000Z');
    expect(seriesPath([], 'line', x, y)).toBe('');
  });
});

describe('a histogram', () => {
  it('counts every value once, the greatest in the last bin', () => {
    expect(histogramOf([0, 1, 1, 4], 4).bins.map(({ y }) => y)).toEqual([1, 2, 0, 1]);
    expect(histogramOf([7, 7], 4).bins).toEqual([{ x: 7, y: 2 }]);
    expect(histogramOf([], 4).bins).toEqual([]);
  });

  it('names a percentile by nearest rank', () => {
    const values = [15, 20, 35, 40, 50];
    expect([0, 5, 30, 40, 50, 100].map((percent) => percentile(values, percent))).toEqual([15, 15, 20, 20, 35, 50]);
    expect(percentile([], 50)).toBeNull();
  });
});

it('says what it shows, marks what was done, and has its numbers as a table', () => {
  render(
    <Chart
      label="Waiting for the GIL"
      x={{ min: 0, max: 10, label: 'ms' }}
      y={{ min: 0, max: 5 }}
      series={[
        {
          name: 'sse',
          shape: 'steps',
          look: chartLooks.strong,
          points: [
            { x: 0, y: 1 },
            { x: 5, y: 4 },
          ],
        },
        { name: 'report', shape: 'line', look: chartLooks.dashed, points: [{ x: 5, y: 2 }] },
      ]}
      markers={[{ x: 5, label: 'interval 1 ms', color: 'red' }]}
      table={{ summary: 'Numbers', caption: 'Waiting for the GIL, in ms', xHeader: 'at' }}
    />,
  );
  expect(screen.getByRole('img', { name: 'Waiting for the GIL' })).toBeTruthy();
  expect(screen.getByText('interval 1 ms')).toBeTruthy();
  const cells = [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );
  expect(cells).toEqual([
    ['0', '1', ''],
    ['5', '4', '2'],
  ]);
});
