/** A field case as a page shows it, in the page's language. */
export interface ShownCase {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly symptom: string;
  readonly log: readonly string[];
  readonly figures: readonly {
    readonly label: string;
    readonly value: string;
    /** The part of a whole that it is, 0 .. 1. */
    readonly share?: number | undefined;
    readonly tone?: 'bad' | 'good' | undefined;
  }[];
  readonly done: readonly { readonly date?: string | undefined; readonly text: string }[];
  readonly price: string;
  readonly sources: readonly { readonly title: string; readonly at?: string | undefined; readonly url: string }[];
}
