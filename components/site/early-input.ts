/** What a reader did before React had the page. */
export interface EarlyInput {
  /** What was touched, in that order, and by which event. */
  readonly kept: Map<HTMLElement, string>;
  /** Keeps nothing any more. */
  stop(): void;
}

/** Does again for React what was done before it had the page. */
export function tellReact({ kept, stop }: EarlyInput): void {
  stop();
  // What is told first lets React set the other fields to what it knows of them.
  const acts = [...kept].map(([element, type]) => (type === 'click' ? () => element.click() : fillAgain(element)));
  kept.clear();
  for (const act of acts) act();
}

/** React hears of a field only when its value is another than React saw last, which is what it sees set here. */
function fillAgain(field: HTMLElement): () => void {
  if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type)) {
    const { checked } = field;
    return () => {
      field.checked = !checked;
      field.click();
    };
  }
  const value: unknown = Reflect.get(field, 'value');
  return () => {
    if (!(field instanceof HTMLInputElement && field.type === 'file')) {
      Reflect.set(field, 'value', '');
      // By the browser's own setter: React has put another before it.
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
    }
    for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  };
}
