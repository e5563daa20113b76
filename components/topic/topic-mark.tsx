import { Circle, CircleCheck, CircleDashed } from 'lucide-react';

interface TopicMarkProps {
  readonly isWritten: boolean;
  readonly isRead: boolean;
}

/** A topic's state as an icon: read, to be read, or still being written. Decorative: the words stand beside it. */
export function TopicMark({ isWritten, isRead }: TopicMarkProps) {
  const look = 'size-4 shrink-0 self-center';
  if (isRead) return <CircleCheck aria-hidden="true" className={`${look} text-success`} />;
  if (isWritten) return <Circle aria-hidden="true" className={`${look} text-accent`} />;
  return <CircleDashed aria-hidden="true" className={`${look} text-text-subtle`} />;
}
