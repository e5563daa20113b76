import { describe, expect, it } from 'vitest';
import { routing } from './i18n/routing';
import { isKeptPage, offlinePath, offlinePaths, playsLabs } from './offline';

describe('pages without a network', () => {
  it('has an offline page in every language, in that of the address', () => {
    expect(offlinePaths).toEqual(routing.locales.map((locale) => `/${locale}/offline`));
    expect(offlinePaths.every(isKeptPage)).toBe(true);
    expect(offlinePath('/en/progress')).toBe('/en/offline');
    expect(offlinePath('/en')).toBe('/en/offline');
    expect(offlinePath('/english')).toBe('/ko/offline');
    expect(offlinePath('/')).toBe('/ko/offline');
  });

  it('keeps the labs’ code with lessons and labs only', () => {
    expect(playsLabs('/ko/topics/12-consensus-algorithms/lesson/elections')).toBe(true);
    expect(playsLabs('/en/labs/raft')).toBe(true);
    expect(playsLabs('/en/labs')).toBe(false);
    expect(playsLabs('/en/topics/12-consensus-algorithms')).toBe(false);
  });
});
