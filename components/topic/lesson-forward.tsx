'use client';

import { useEffect } from 'react';
import { useRouter } from '@/lib/i18n/navigation';

interface LessonForwardProps {
  /** Addresses by the ids of the sections. */
  readonly sections: Readonly<Record<string, string>>;
  readonly first: string;
}

/** Goes on to the section that the address names, which only the browser knows. */
export function LessonForward({ sections, first }: LessonForwardProps) {
  const router = useRouter();
  useEffect(() => {
    router.replace(sections[window.location.hash.slice(1)] ?? first);
  }, [router, sections, first]);
  return null;
}
