import type { MDXComponents } from 'mdx/types';

/** Required by `@next/mdx`. A lesson gets its components from the page that shows it, which knows the topic. */
export function useMDXComponents(): MDXComponents {
  return {};
}
