import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';

/** What a message means, beside its words: always an icon as well as a colour. */
export type Tone = 'info' | 'success' | 'warn' | 'danger';

export const toneIcons: Record<Tone, LucideIcon> = {
  info: Info,
  success: CircleCheck,
  warn: TriangleAlert,
  danger: CircleAlert,
};

export const toneText: Record<Tone, string> = {
  info: 'text-info',
  success: 'text-success',
  warn: 'text-warn',
  danger: 'text-danger',
};

export const toneSoft: Record<Tone, string> = {
  info: 'bg-info-soft',
  success: 'bg-success-soft',
  warn: 'bg-warn-soft',
  danger: 'bg-danger-soft',
};
