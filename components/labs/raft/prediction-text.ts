import type { PredictionText, Translate } from '@/components/lab-shell/lab-view';
import type { RaftPredictionId } from '@/sim/raft/predictions';

/** The options in words, in the order they are shown. */
const optionLabels = {
  'votes-to-win': (t) => ({
    3: t('raft.predictions.votes-to-win.options.3'),
    4: t('raft.predictions.votes-to-win.options.4'),
    5: t('raft.predictions.votes-to-win.options.5'),
    7: t('raft.predictions.votes-to-win.options.7'),
  }),
  'who-takes-over': () => ({ s1: 's1', s2: 's2', s3: 's3', s4: 's4' }),
  'who-wins-the-split': (t) => ({
    s1: 's1',
    s2: 's2',
    nobody: t('raft.predictions.who-wins-the-split.options.nobody'),
  }),
  'uncommitted-entry': (t) => ({
    survives: t('raft.predictions.uncommitted-entry.options.survives'),
    overwritten: t('raft.predictions.uncommitted-entry.options.overwritten'),
  }),
  'figure-8-s5-before': winning,
  'figure-8-s5-after': winning,
  'removed-server': staying,
  'removed-server-pre-vote': staying,
} satisfies Record<RaftPredictionId, (t: Translate) => Readonly<Record<string, string>>>;

function winning(t: Translate) {
  return {
    wins: t('raft.predictions.figure-8-s5-before.options.wins'),
    loses: t('raft.predictions.figure-8-s5-before.options.loses'),
  };
}

function staying(t: Translate) {
  return {
    deposed: t('raft.predictions.removed-server.options.deposed'),
    stays: t('raft.predictions.removed-server.options.stays'),
  };
}

function isPredictionId(id: string): id is RaftPredictionId {
  return Object.hasOwn(optionLabels, id);
}

/** A prediction in words. Throws for an id that is none. */
export function predictionText(id: string, t: Translate): PredictionText {
  if (!isPredictionId(id)) throw new Error(`there is no prediction "${id}"`);
  return {
    question: t(`raft.predictions.${id}.question`),
    options: Object.entries(optionLabels[id](t)).map(([option, label]) => ({ id: option, label })),
    explanation: t(`raft.predictions.${id}.explanation`),
  };
}
