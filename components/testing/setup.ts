import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { navigation } from './navigation';

// Outside Next.js there is no router: links are plain ones, and what is asked of the router is noted.
vi.mock('@/lib/i18n/navigation', async () => (await import('./navigation')).navigation);

// jsdom has no locks between tabs, and there is one tab.
Object.defineProperty(navigator, 'locks', {
  value: { request: (_name: string, _options: unknown, work: (lock: object) => unknown) => work({}) },
});

// What is fetched when it is shown takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

// Nor does anything move there.
Element.prototype.getAnimations = () => [];

/** Nothing there has a size that could change. */
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

beforeEach(() => {
  localStorage.clear();
  navigation.pushed.length = 0;
});
afterEach(cleanup);
