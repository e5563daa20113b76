import { drawUntil, shuffled, singleChoice } from '../core/draw';
import { createEngine } from '../core/engine';
import type { Difficulty, Phrase, QuestionGenerator, QuestionOption } from '../core/question';
import type { Random } from '../core/random';
import { type Recording, runRecording } from '../core/recording';
import { recordScenario } from '../core/scenario';
import type { AssignorName } from './assign/assignors';
import type { KafkaGroupCommand } from './command';
import { CONSUMER_IDS, type ConsumerId, type KafkaGroupConfig, kafkaGroupConfig, ticksFromMs } from './config';
import { kafkaGroup } from './kafka-group';
import { holdings } from './outcomes';
import type { KafkaGroupState } from './state';

/**
 * What learners believe who pick a wrong owner. Each names the belief, not the truth; the interface texts
 * `questions.misconceptions.<id>` say what is true instead.
 *
 * - `kafka-always-ranges`: whatever the strategy, partitions are dealt out anew in ranges.
 * - `kafka-always-in-turn`: whatever the strategy, partitions are dealt out anew one by one, in turn.
 * - `kafka-always-sticky`: whatever the strategy, as little as possible changes its owner.
 * - `kafka-owner-stays`: a partition never leaves an owner that is alive.
 * - `kafka-neighbour-inherits`: all that a member had goes to the next one.
 * - `kafka-newcomer-gets-it`: who joins is given what is asked about.
 * - `kafka-waits-for-owner`: a partition waits for the member that had it to come back.
 */
export const KAFKA_MISCONCEPTIONS = [
  'kafka-always-ranges',
  'kafka-always-in-turn',
  'kafka-always-sticky',
  'kafka-owner-stays',
  'kafka-neighbour-inherits',
  'kafka-newcomer-gets-it',
  'kafka-waits-for-owner',
] as const;

type Misconception = (typeof KAFKA_MISCONCEPTIONS)[number];
type Timed = { readonly tick: number; readonly command: KafkaGroupCommand };

/** The group is stable by then, and what is asked about happens. */
const CHANGE_MS = 1000;

/** A second change comes so long after the first, when the group is stable again; and so does the end. */
const SETTLED_MS = 3000;

const WRONG_MIN = 2;
const WRONG_MAX = 3;
const SALT = 15;

const STRATEGIES: Readonly<Record<Difficulty, readonly [AssignorName, ...AssignorName[]]>> = {
  1: ['range', 'roundrobin'],
  2: ['sticky', 'range', 'roundrobin'],
  3: ['cooperative-sticky', 'sticky'],
};

interface Case {
  readonly config: KafkaGroupConfig;
  readonly changes: readonly Timed[];
  readonly endMs: number;
  readonly partition: number;
  readonly gone: ConsumerId | null;
  readonly joined: ConsumerId | null;
}

/** Who owns this partition after the rebalance? 1: one that crashes; 2: or one that joins, sticky too; 3: both, one after the other. */
export const whoOwnsPartition: QuestionGenerator<KafkaGroupConfig, KafkaGroupCommand, 'who-owns-partition'> = {
  id: 'who-owns-partition',
  generate(seed, difficulty) {
    return drawUntil(seed, SALT, (random) => {
      const drawn = drawCase(difficulty, random);
      const run = runCase(drawn);
      if (run.owner === null) return null;
      const wrong = wrongOwners(drawn, run.before, run.owner, random);
      if (wrong.length < WRONG_MIN) return null;
      const { partition, config, gone, joined } = drawn;
      const values = {
        partition,
        strategy: config.strategy,
        partitions: config.partitions,
        consumers: config.consumers,
        gone: gone ?? 'none',
        joined: joined ?? 'none',
      };
      return {
        stem: { key: 'questions.who-owns-partition.stem', values },
        picture: record({ ...drawn, changes: [] }, CHANGE_MS),
        form: formOf(run.owner, wrong, config.strategy, random),
        proof: { recording: run.recording, step: run.step, tick: run.tick },
      };
    });
  },
};

/** The questions that a run of a consumer group answers. */
export const kafkaGroupQuestions: readonly QuestionGenerator<KafkaGroupConfig, KafkaGroupCommand>[] = [
  whoOwnsPartition,
];

function drawCase(difficulty: Difficulty, random: Random): Case {
  const strategies = STRATEGIES[difficulty];
  const consumers = 3 + random.below(2);
  const config = kafkaGroupConfig.parse({
    partitions: consumers + 2 + random.below(5),
    consumers,
    recordsPerSecond: 0,
    strategy: strategies[random.below(strategies.length)] ?? strategies[0],
    groupInitialRebalanceDelayMs: 100,
    heartbeatIntervalMs: 300,
    sessionTimeoutMs: 1000,
    // Nothing is produced: a fetch that waits long only keeps the run short.
    fetchMaxWaitMs: 10_000,
  });
  const crashes = difficulty !== 2 || random.chance(1, 2);
  const joins = difficulty === 3 || !crashes;
  const gone = crashes ? (CONSUMER_IDS[random.below(consumers)] ?? null) : null;
  const joined = joins ? (CONSUMER_IDS[consumers] ?? null) : null;
  const commands: readonly KafkaGroupCommand[] = [
    ...(gone === null ? [] : [{ type: 'crash' as const, consumer: gone }]),
    ...(joined === null ? [] : [{ type: 'addConsumer' as const }]),
  ];
  const changes = commands.map((command, at) => ({ tick: ticksFromMs(CHANGE_MS + at * SETTLED_MS), command }));
  const endMs = CHANGE_MS + commands.length * SETTLED_MS;
  return { config, changes, endMs, partition: random.below(config.partitions), gone, joined };
}

function record({ config, changes }: Case, endMs: number): Recording<KafkaGroupConfig, KafkaGroupCommand> {
  return recordScenario(kafkaGroup, {
    id: 'question',
    config,
    seed: 1,
    commands: changes,
    endTick: ticksFromMs(endMs),
  });
}

interface CaseRun {
  readonly recording: Recording<KafkaGroupConfig, KafkaGroupCommand>;
  /** Before the first change, and at the end. */
  readonly before: ConsumerId | null;
  readonly owner: ConsumerId | null;
  /** The last step at which the owner changed, or that of the last change when it never did. */
  readonly step: number;
  readonly tick: number;
}

function runCase(drawn: Case): CaseRun {
  const recording = record(drawn, drawn.endMs);
  const engine = createEngine(kafkaGroup, { config: recording.config, seed: recording.seed });
  let before: ConsumerId | null = null;
  let owner: ConsumerId | null = null;
  let at = { step: 0, tick: 0 };
  runRecording(engine, recording, ({ step, tick, cause }) => {
    const isChange = cause.type === 'command';
    if (isChange && cause.command === recording.commands[0]?.command) before = owner;
    const now = ownerOf(engine.state, drawn.partition);
    if (now !== owner || isChange) at = { step, tick };
    owner = now;
  });
  return { recording, before, owner, ...at };
}

/** Who owns the partition at the end under another strategy; null: nobody. */
function ownerUnder({ config, changes, endMs, partition }: Case, strategy: AssignorName): ConsumerId | null {
  const engine = createEngine(kafkaGroup, { config: { ...config, strategy }, seed: 1 });
  function runTo(tick: number): void {
    while (engine.nextDueTick !== null && engine.nextDueTick <= tick) engine.step();
    engine.advanceTo(tick);
  }
  for (const { tick, command } of changes) {
    runTo(tick);
    engine.dispatch(command);
  }
  runTo(ticksFromMs(endMs));
  return ownerOf(engine.state, partition);
}

/** Which running member takes the partition for its own; null: none does. */
function ownerOf(state: KafkaGroupState, partition: number): ConsumerId | null {
  const holding = holdings(state).find(
    ({ process, partitions }) => process === 'running' && partitions.includes(partition),
  );
  return holding?.consumer ?? null;
}

/** What each belief says, those that differ from the truth and from each other; a null owner: nobody. */
function wrongOwners(drawn: Case, before: ConsumerId | null, right: ConsumerId, random: Random) {
  const { config, gone, joined } = drawn;
  const beliefs: { readonly owner: ConsumerId | null; readonly misconception: Misconception }[] = [
    { owner: ownerUnder(drawn, 'range'), misconception: 'kafka-always-ranges' },
    { owner: ownerUnder(drawn, 'roundrobin'), misconception: 'kafka-always-in-turn' },
    { owner: ownerUnder(drawn, 'sticky'), misconception: 'kafka-always-sticky' },
  ];
  if (before !== null && before !== gone) beliefs.push({ owner: before, misconception: 'kafka-owner-stays' });
  if (before !== null && before === gone) {
    beliefs.push({ owner: neighbourOf(gone, config.consumers), misconception: 'kafka-neighbour-inherits' });
    beliefs.push({ owner: null, misconception: 'kafka-waits-for-owner' });
  }
  if (joined !== null) beliefs.push({ owner: joined, misconception: 'kafka-newcomer-gets-it' });
  const known = new Set<ConsumerId | null>([right]);
  const wrong = shuffled(beliefs, random).filter(({ owner }) => {
    const isNew = !known.has(owner);
    known.add(owner);
    return isNew;
  });
  return wrong.slice(0, WRONG_MAX);
}

function neighbourOf(gone: ConsumerId, consumers: number): ConsumerId | null {
  return CONSUMER_IDS[(CONSUMER_IDS.indexOf(gone) + 1) % consumers] ?? null;
}

function formOf(right: ConsumerId, wrong: ReturnType<typeof wrongOwners>, strategy: AssignorName, random: Random) {
  const options: Omit<QuestionOption, 'id'>[] = [
    {
      label: { verbatim: right },
      feedback: { key: `questions.who-owns-partition.right.${strategy}` },
      misconception: null,
    },
    ...wrong.map(({ owner, misconception }) => ({
      label: ownerPhrase(owner),
      feedback: { key: `questions.misconceptions.${misconception}` },
      misconception,
    })),
  ];
  return singleChoice(options, random);
}

function ownerPhrase(owner: ConsumerId | null): Phrase {
  return owner === null ? { key: 'questions.who-owns-partition.nobody' } : { verbatim: owner };
}
