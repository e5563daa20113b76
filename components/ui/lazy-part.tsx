'use client';

import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react';

interface LazyPart<Props> {
  (props: Props): ReactNode;
  /** Fetches the code ahead of the use. What cannot be fetched now is fetched when it is drawn. */
  readonly load: () => void;
}

/**
 * A component whose code is fetched when it is first drawn; `fallback` keeps its place until then. When that fails it throws to the
 * `PartBoundary` around it, and tries again once that starts the part again.
 */
export function lazyPart<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
  fallback: ReactNode,
): LazyPart<Props> {
  const make = () =>
    lazy(async () => {
      try {
        return { default: await fetchPart() };
      } catch (error) {
        // React keeps a failure for good: whoever mounts the part from now on gets another.
        current = make();
        throw error;
      }
    });
  let current = make();

  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, by a module, as React's own lazy is.
  function Part(props: Props) {
    const [Loaded] = useState(() => current);
    return (
      <Suspense fallback={fallback}>
        <Loaded {...props} />
      </Suspense>
    );
  }
  return Object.assign(Part, { load: () => void fetchPart().catch(() => undefined) });
}
