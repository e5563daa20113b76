import type { LabTypes } from '@/sim/core/lab';
import type { Tick } from '@/sim/core/simulation';
import type { News } from '../view/lab-view';
import type { RunOf } from './lab-store';
import { sharedSteps } from './mark-index';
import type { StepOf } from './moment';
import type { ToldStep } from './told-step';

/** So long, at the run's own pace, the caption waits for news of what it follows; longer while somebody works on it. */
const PATIENCE_S = 1.5;
const LASTING_PATIENCE_S = 6;

/** What comes within so many seconds is not seen to come one after the other. */
const AT_ONCE_S = 0.01;

const START: ToldStep = {
  step: 0,
  tick: 0,
  followed: null,
  kind: '',
  isRepeated: false,
  isLasting: false,
  silenceTicks: 0,
};

/**
 * The steps of the current branch that a reader is told of while time runs: those that go on with what the caption follows, and what
 * matters in any case. It stays with one message or entry until that is over, or was not heard of for too long.
 */
export class StoryIndex<T extends LabTypes> {
  private told: ToldStep[] = [START];
  /** What is over, and since which step: it is not followed again. */
  private over = new Map<string, number>();
  private readThrough = 0;
  private branchId = 0;

  constructor(
    private readonly run: RunOf<T>,
    private readonly newsOf: (record: StepOf<T>) => News | null,
    private readonly ticksPerRealSecond: number,
  ) {}

  /** The last step up to this one that is told; step 0 when there is none. */
  at(step: number): ToldStep {
    this.readTo(step);
    return this.told.findLast((each) => each.step <= step) ?? START;
  }

  private readTo(step: number): void {
    const { branchId } = this.run;
    if (branchId !== this.branchId) {
      this.keepThrough(sharedSteps(this.run.branches(), this.branchId, branchId));
      this.branchId = branchId;
    }
    while (this.readThrough < step) {
      this.readThrough += 1;
      this.readStep(this.run.record(this.readThrough));
    }
  }

  private readStep(record: StepOf<T>): void {
    const news = this.newsOf(record);
    if (news === null) return;
    const last = this.told.at(-1) ?? START;
    const about = news.about.filter((name) => !this.over.has(name));
    for (const name of news.ends) if (!this.over.has(name)) this.over.set(name, record.step);
    if (about.length < news.about.length && about.length === 0 && !news.isKey) return;
    const patience = this.ticksPerRealSecond * (last.isLasting ? LASTING_PATIENCE_S : PATIENCE_S);
    const isFollowedOn = last.followed !== null && record.tick - last.tick <= patience;
    const goesOn = last.followed !== null && about.includes(last.followed);
    if (isFollowedOn && !goesOn && !news.isKey) return;
    const followed = goesOn || (isFollowedOn && news.isKey) ? last.followed : (about[0] ?? null);
    this.told.push({
      step: record.step,
      tick: record.tick,
      followed: followed !== null && news.ends.includes(followed) ? null : followed,
      kind: news.kind,
      isRepeated: record.tick - last.tick <= this.ticksPerRealSecond * AT_ONCE_S && news.kind === last.kind,
      isLasting: news.isLasting,
      silenceTicks: this.silenceBetween(last.step, record.step),
    });
  }

  private silenceBetween(from: number, to: number): Tick {
    let longest = 0;
    let before = this.run.record(from).tick;
    for (let step = from + 1; step <= to; step += 1) {
      const { tick } = this.run.record(step);
      longest = Math.max(longest, tick - before);
      before = tick;
    }
    return longest;
  }

  private keepThrough(step: number): void {
    this.told = this.told.filter((each) => each.step <= step);
    this.over = new Map([...this.over].filter(([, since]) => since <= step));
    this.readThrough = Math.min(this.readThrough, step);
  }
}
