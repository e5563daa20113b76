import { PenLine, RotateCcw, ScanEye } from 'lucide-react';
import { ownStage } from '@/components/lab-shell/stage/own-stage';
import { viewOf } from '@/components/lab-shell/view/define-view';
import { type TallyTypes, tallyLab } from './lab';
import { TallyStage } from './stage';

export const tallyView = viewOf(
  { ...tallyLab, whole: async () => tallyLab },
  {
    ticksPerRealSecond: 1_000,
    timeSpanTicks: 1_000,
    stage: ownStage<TallyTypes>(TallyStage),
    items: ({ held }) =>
      Object.entries(held).map(([id, read]) => ({ id, kind: 'clerk', status: read === null ? 'neutral' : 'pending' })),
    part: ({ held }, id) => (id === 'a' || id === 'b' ? { held: held[id] } : null),
    actions: {
      read: { on: 'clerk', icon: ScanEye, key: 'r' },
      write: { on: 'clerk', icon: PenLine, fields: { by: 1 } },
      reset: { on: 'lab', icon: RotateCcw },
    },
    marks: { writes: 'success', resets: 'neutral' },
    tones: { reads: 'pending' },
    settings: { all: ['start'] },
  },
);
