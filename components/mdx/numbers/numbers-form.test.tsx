import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderPage } from '@/components/testing/render-page';
import { NumbersForm } from './numbers-form';

const row = (name: string) => screen.getByRole('row', { name: new RegExp(name) }).textContent;

it('computes as its settings are typed, keeps them over a reload, and goes back to the example', async () => {
  const user = renderPage(<NumbersForm kit="workers" />);
  expect(row('^Run twice')).toBe('Run twiceup to 100');
  await user.selectOptions(screen.getByLabelText('Acknowledges'), 'early');
  expect(row('^Lost')).toBe('Lostup to 100');
  const concurrency = screen.getByLabelText('Concurrency');
  await user.clear(concurrency);
  await user.type(concurrency, '8');
  expect(row('^Lost')).toBe('Lostup to 8');
  expect(JSON.parse(String(localStorage.getItem('interleave.lesson.learner')))).toEqual({
    'design/numbers/workers': JSON.stringify({ acks: 'early', concurrency: '8' }),
  });
  await user.click(screen.getByRole('button', { name: 'Back to the example' }));
  expect(row('^Run twice')).toBe('Run twiceup to 100');
});

it('says what a number may be, and computes with the nearest that is allowed', async () => {
  const user = renderPage(<NumbersForm kit="claims" />);
  const batch = screen.getByLabelText('Batch (COUNT)');
  await user.clear(batch);
  await user.type(batch, '5000');
  screen.getByText('A whole number from 1 to 1000');
  expect(row('^Pending')).toBe('Pending after the read1,000');
});
