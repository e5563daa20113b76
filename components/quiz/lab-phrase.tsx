'use client';

import { WithLab } from '@/components/labs/with-lab';
import type { Phrase } from '@/sim/core/question';
import { usePhrases } from './use-phrases';

interface LabPhraseProps {
  readonly labId: string;
  readonly phrase: Phrase;
}

/** A lab's phrase, once the lab's words are there. */
export function LabPhrase(props: LabPhraseProps) {
  return <WithLab labId={props.labId}>{() => <Words {...props} />}</WithLab>;
}

function Words({ labId, phrase }: LabPhraseProps) {
  return usePhrases(labId)(phrase);
}
