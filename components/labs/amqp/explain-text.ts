import type { useTranslations } from 'next-intl';
import type { MatchReason } from '@/sim/amqp/broker/types';

type Words = ReturnType<typeof useTranslations<'labs.amqp.probe.why'>>;

/** Why a binding took a message or did not, in a sentence. */
export function reasonText(reason: MatchReason, matched: boolean, t: Words): string {
  switch (reason.kind) {
    case 'fanout':
      return t('fanout');
    case 'key-equal':
      return t('keyEqual');
    case 'key-differs':
      return t('keyDiffers');
    case 'topic-match':
      return t('topicMatch', {
        words: reason.words
          .map(({ pattern, took }) => `${pattern} ← ${took.length === 0 ? t('nothing') : took.join('.')}`)
          .join(', '),
      });
    case 'topic-differs':
      return topicText(reason.failedAtPattern, reason.failedAtKey, t);
    case 'headers-match':
      return t('headersMatch', { mode: reason.mode, names: reason.matchedNames.join(', ') });
    case 'headers-differ':
      return t('headersDiffer', { mode: reason.mode, names: reason.missingNames.join(', ') });
    case 'hash':
      return t(matched ? 'hashTaken' : 'hashOther', { bucket: reason.bucket, buckets: reason.buckets });
  }
}

function topicText(pattern: string | null, key: string | null, t: Words): string {
  if (pattern === null) return key === null ? t('keyDiffers') : t('topicTooLong', { key });
  return key === null ? t('topicTooShort', { pattern }) : t('topicDiffers', { pattern, key });
}
