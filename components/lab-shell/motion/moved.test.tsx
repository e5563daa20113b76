import { render, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { LabSessionProvider } from '../run/lab-context';
import type { LabSession } from '../run/lab-session';
import { Moved, useRises } from './moved';

const FROM = { x: -24, y: 0 };

function Held({ count }: { readonly count: number }) {
  const rises = useRises(count);
  return (
    <Moved key={rises} isNew={rises > 0} from={FROM} className="held">
      {count}
    </Moved>
  );
}

function draw(inFlight: number) {
  const session = { messages: { inFlight: () => Array(inFlight).fill(null) } } as unknown as LabSession;
  const part = (count: number) => (
    <LabSessionProvider session={session}>
      <Held count={count} />
    </LabSessionProvider>
  );
  const { rerender } = render(part(0));
  return (count: number) => rerender(part(count));
}

const styleOf = (text: string) => screen.getByText(text).getAttribute('style') ?? '';

it('stands still at first and where a number falls, and comes from where it was when it rises', async () => {
  const show = draw(1);
  expect(styleOf('0')).toBe('');
  // The first one has what moves things fetched.
  show(1);
  expect(styleOf('1')).toBe('');
  await vi.dynamicImportSettled();
  show(2);
  expect(styleOf('2')).toContain('translateX(-24px)');
  await waitFor(() => expect(styleOf('2')).not.toContain('-24px'));
  show(1);
  expect(screen.getByText('1').className).toBe('held');
});

it('moves nothing among many messages', () => {
  const show = draw(100);
  for (const count of [1, 2, 3]) {
    show(count);
    expect(styleOf(String(count))).toBe('');
  }
});
