'use client';

import { useEffect, useState } from 'react';

/** How far down the window the line runs that tells which section is being read. */
const LINE = 0.4;

/** The last section that begins above a line two fifths down the window: the one being read. Null above the first. */
export function useSectionInView(sectionIds: readonly string[]): string | null {
  const [inView, setInView] = useState<string | null>(null);
  const key = sectionIds.join(' ');
  useEffect(() => {
    const sections = key
      .split(' ')
      .map((id) => document.getElementById(id))
      .filter((section) => section !== null);
    const observer = new IntersectionObserver(
      () => {
        const begun = sections.filter((section) => section.getBoundingClientRect().top <= window.innerHeight * LINE);
        setInView(begun.at(-1)?.id ?? null);
      },
      { rootMargin: `-${LINE * 100}% 0px -${(1 - LINE) * 100}% 0px` },
    );
    for (const section of sections) observer.observe(section);
    return () => observer.disconnect();
  }, [key]);
  return inView;
}
