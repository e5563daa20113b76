import type { Locale } from '@/lib/i18n/routing';
import type { Later } from '@/lib/later';
import type { LabId } from '@/sim/catalog';
import type { Db } from './db/open';
import { countAgainst } from './rate-limits';
import { orLater, runLab } from './replay';

/** PNG; null where a query leads to no run. */
type Picture = Uint8Array | null;
type Draw = (whose: string, labId: LabId, locale: Locale, query: string) => Promise<Picture | Later>;

/** The pictures of runs that were asked for last. */
export class RunPreviews {
  /** By lab, language and query; the one that was asked for longest ago first. */
  private readonly kept = new Map<string, Picture>();

  constructor(
    private readonly draw: Draw,
    private readonly keptMax: number,
  ) {}

  /**
   * The picture of a run by the query of its address. "later" for an address that asks for too many that were not drawn before, or
   * while too many wait.
   */
  async get(db: Db, address: string, labId: LabId, locale: Locale, query: string): Promise<Picture | Later> {
    const key = `${labId} ${locale} ${query}`;
    const known = this.kept.get(key);
    if (known !== undefined) return this.keep(key, known);
    const refusal = await countAgainst(db, 'previews by address', address);
    if (refusal !== null) return refusal;
    const drawn = await this.draw(`preview ${address}`, labId, locale, query);
    return drawn === null || drawn instanceof Uint8Array ? this.keep(key, drawn) : drawn;
  }

  private keep(key: string, picture: Picture): Picture {
    this.kept.delete(key);
    this.kept.set(key, picture);
    const [oldest] = this.kept.keys();
    if (this.kept.size > this.keptMax && oldest !== undefined) this.kept.delete(oldest);
    return picture;
  }
}

/** Those of this process, drawn in the thread that runs recordings again and under its limits. One has about 40 KB. */
export const runPreviews = new RunPreviews(
  (whose, labId, locale, query) => orLater(runLab(whose, 'preview', labId, locale, query)),
  200,
);
