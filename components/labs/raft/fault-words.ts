import type { Translate } from '@/components/lab-shell/view/texts';
import type { LinkOptions, ProcessOptions } from '@/sim/raft/command';

/** How a link differs from what is configured, a few words each; empty when it does not. */
export function linkFaultWords(options: LinkOptions, t: Translate): readonly string[] {
  const { dropPerMille, duplicatePerMille, delayMinMs, delayMaxMs, reorder } = options;
  const words: string[] = [];
  if (dropPerMille !== undefined) words.push(t('labs.raft.link.drop', { percent: dropPerMille / 10 }));
  if (duplicatePerMille !== undefined) words.push(t('labs.raft.link.duplicate', { percent: duplicatePerMille / 10 }));
  if (delayMinMs !== undefined || delayMaxMs !== undefined) {
    words.push(t('labs.raft.link.delay', { min: delayMinMs ?? '…', max: delayMaxMs ?? '…' }));
  }
  if (reorder === false) words.push(t('labs.raft.link.fifo'));
  return words;
}

/** How a machine differs from what is configured, short; empty when it does not. */
export function processText(options: ProcessOptions, t: Translate): string {
  const { timerRatePerMille, diskLatencyMinMs, diskLatencyMaxMs } = options;
  const words: string[] = [];
  if (timerRatePerMille !== undefined) words.push(t('labs.raft.trace.clock', { rate: timerRatePerMille / 1000 }));
  if (diskLatencyMinMs !== undefined || diskLatencyMaxMs !== undefined) {
    words.push(t('labs.raft.trace.diskLatency', { min: diskLatencyMinMs ?? '…', max: diskLatencyMaxMs ?? '…' }));
  }
  return words.join(', ');
}
