import type { ExploreView, RuleSwitch } from '@/components/lab-shell/view/explore-view';
import type { RaftConfig, RaftRules } from '@/sim/raft/config';

const PAPER = 'Ongaro & Ousterhout, USENIX ATC 2014';

function ruleSwitch(id: keyof RaftRules, where: string): RuleSwitch<RaftConfig> {
  return {
    id,
    source: `${PAPER}, ${where}`,
    text: (t) => ({
      title: t(`labs.raft.explore.rules.${id}.title`),
      statement: t(`labs.raft.explore.rules.${id}.statement`),
    }),
    isOn: (config) => config.rules[id],
    with: (config, isOn) => ({ ...config, rules: { ...config.rules, [id]: isOn } }),
  };
}

/** The names that the explorer counts by. */
const counts = ['leaders', 'candidates', 'crashes'] as const;

/** The rules of Raft that can be taken out, and where to look for a run that breaks without them. */
export const exploreView: ExploreView<RaftConfig> = {
  switches: [
    ruleSwitch('electionRestriction', '§5.4.1'),
    ruleSwitch('commitOnlyCurrentTerm', '§5.4.2, Figure 8'),
    ruleSwitch('persistVote', 'Figure 2'),
    ruleSwitch('consistencyCheck', '§5.3'),
    ruleSwitch('majorityQuorum', '§5.2, §5.3'),
    ruleSwitch('jointConsensus', '§6, Figure 10'),
  ],
  createWorker: () => new Worker(new URL('./explore-worker.ts', import.meta.url), { type: 'module' }),
  countText(name, t) {
    const known = counts.find((count) => count === name);
    return known === undefined ? null : t(`labs.raft.explore.counts.${known}`);
  },
};
