'use client';

import { useEffect, useState } from 'react';

/** The section that a line two fifths down the window runs through: the one being read. Null before the first comes there. */
export function useSectionInView(sectionIds: readonly string[]): string | null {
  const [inView, setInView] = useState<string | null>(null);
  const key = sectionIds.join(' ');
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) setInView(target.id);
      },
      { rootMargin: '-40% 0px -60% 0px' },
    );
    for (const id of key.split(' ')) {
      const section = document.getElementById(id);
      if (section !== null) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [key]);
  return inView;
}
