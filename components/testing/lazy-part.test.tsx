import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lazyPart } from '@/components/ui/lazy-part';
import { PartBoundary } from '@/components/ui/part-boundary';
import { renderPage, t } from './render-page';

const Greeting = ({ name }: { readonly name: string }) => <p>Hello {name}</p>;

afterEach(() => vi.restoreAllMocks());

describe('a part whose code comes later', () => {
  it('keeps its place until the code is there', async () => {
    let arrive = (_part: typeof Greeting) => {};
    const arrival = new Promise<typeof Greeting>((resolve) => {
      arrive = resolve;
    });
    const Part = lazyPart(() => arrival, <p>waiting</p>);
    renderPage(<Part name="Ada" />);
    expect(screen.getByText('waiting')).toBeTruthy();
    arrive(Greeting);
    await screen.findByText('Hello Ada');
    expect(screen.queryByText('waiting')).toBeNull();
  });

  it('says so when the code cannot be had, asks once, and asks again when it is started again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const fetchPart = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(Greeting);
    const Part = lazyPart<{ name: string }>(fetchPart, <p>waiting</p>);
    const user = renderPage(
      <PartBoundary>
        <Part name="Ada" />
      </PartBoundary>,
    );
    await screen.findByRole('alert');
    expect(fetchPart).toHaveBeenCalledTimes(1);
    await user.click(screen.getByRole('button', { name: t('ui.broken.startAgain') }));
    await screen.findByText('Hello Ada');
    expect(fetchPart).toHaveBeenCalledTimes(2);
  });
});
