/** One of a few values that this browser keeps; the first is the usual one and is kept as nothing. */
export interface StoredChoice<Value extends string> {
  read(): Value;
  /** Keeps it, puts it in force and tells subscribers; without storage it holds until the page is left. */
  write(value: Value): void;
  /** Calls back when the choice changes, here or in another tab. Returns how to stop. */
  subscribe(onChange: () => void): () => void;
}

/** `apply` puts a choice in force. */
export function storedChoice<Value extends string>(
  key: string,
  values: readonly [Value, ...Value[]],
  apply: (value: Value) => void = () => {},
): StoredChoice<Value> {
  const [usual] = values;
  const listeners = new Set<() => void>();
  let unkept: Value | null = null;
  function read(): Value {
    try {
      const stored = localStorage.getItem(key);
      return values.find((value) => value === stored) ?? unkept ?? usual;
    } catch {
      return unkept ?? usual;
    }
  }
  return {
    read,
    write(value) {
      unkept = null;
      try {
        if (value === usual) localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch {
        // Private windows may refuse storage.
        unkept = value;
      }
      apply(value);
      for (const listener of listeners) listener();
    },
    subscribe(onChange) {
      function onStorage(event: StorageEvent) {
        if (event.key !== key) return;
        apply(read());
        onChange();
      }
      listeners.add(onChange);
      window.addEventListener('storage', onStorage);
      return () => {
        listeners.delete(onChange);
        window.removeEventListener('storage', onStorage);
      };
    },
  };
}
