import type { Words } from '@/components/lab-shell/view/words';
import type { LinkOptions, ProcessOptions } from '@/sim/raft/command';

/** How a link differs from what is configured, a few words each; empty when it does not. */
export function linkFaultWords(options: LinkOptions, say: Words): readonly string[] {
  const { dropPerMille, duplicatePerMille, delayMinMs, delayMaxMs, reorder } = options;
  const words: string[] = [];
  if (dropPerMille !== undefined) words.push(say('link.drop', { percent: dropPerMille / 10 }));
  if (duplicatePerMille !== undefined) words.push(say('link.duplicate', { percent: duplicatePerMille / 10 }));
  if (delayMinMs !== undefined || delayMaxMs !== undefined) {
    words.push(say('link.delay', { min: delayMinMs ?? '…', max: delayMaxMs ?? '…' }));
  }
  if (reorder === false) words.push(say('link.fifo'));
  return words;
}

/** How a machine differs from what is configured, short; empty when it does not. */
export function processText(options: ProcessOptions, say: Words): string {
  const { timerRatePerMille, diskLatencyMinMs, diskLatencyMaxMs } = options;
  const words: string[] = [];
  if (timerRatePerMille !== undefined) words.push(say('trace.clock', { rate: timerRatePerMille / 1000 }));
  if (diskLatencyMinMs !== undefined || diskLatencyMaxMs !== undefined) {
    words.push(say('trace.diskLatency', { min: diskLatencyMinMs ?? '…', max: diskLatencyMaxMs ?? '…' }));
  }
  return words.join(', ');
}
