/** A term as a card explains it, in the page's language. */
export interface GlossaryTerm {
  readonly name: string;
  readonly text: string;
  /** Where it is taught; carries no language. Null when no section of a lesson teaches it. */
  readonly path: string | null;
}

/** Every topic's terms, by id. */
export type Glossary = ReadonlyMap<string, GlossaryTerm>;
