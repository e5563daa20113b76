/** The looks of a word that has a card. */
export const termLook =
  'cursor-help rounded-xs underline decoration-border-strong decoration-dotted underline-offset-[0.24em] hover:decoration-accent';
