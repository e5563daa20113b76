import { raised } from './errors';
import type { Py, Scope } from './values';

const NO_NAMES: ReadonlySet<string> = new Set();

/** Where names are bound and looked up: local, enclosing, global, built in. */
export class Names {
  readonly globals: Scope = { names: new Map(), locals: null, globals: NO_NAMES, outer: null };

  constructor(private readonly builtins: ReadonlyMap<string, Py>) {}

  private of(name: string, scope: Scope): Map<string, Py> {
    if (scope.locals === null || scope.locals.has(name)) return scope.names;
    if (scope.globals.has(name)) return this.globals.names;
    // Declared nonlocal.
    for (let outer = scope.outer; outer !== null && outer.locals !== null; outer = outer.outer) {
      if (outer.locals.has(name)) return outer.names;
    }
    return this.globals.names;
  }

  /** Binds a name where the scope says that it belongs. */
  store(name: string, value: Py, scope: Scope): void {
    this.of(name, scope).set(name, value);
  }

  /**
   * What a name stands for.
   *
   * @throws Raised NameError or UnboundLocalError, with CPython's text.
   */
  load(name: string, scope: Scope): Py {
    if (scope.locals?.has(name)) {
      const value = scope.names.get(name);
      if (value !== undefined) return value;
      throw raised(
        'UnboundLocalError',
        `cannot access local variable '${name}' where it is not associated with a value`,
      );
    }
    if (!scope.globals.has(name)) {
      for (let outer = scope.outer; outer !== null && outer.locals !== null; outer = outer.outer) {
        if (!outer.locals.has(name)) continue;
        const value = outer.names.get(name);
        if (value !== undefined) return value;
        throw raised(
          'NameError',
          `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
        );
      }
    }
    // None is null: only what is undefined is not there.
    for (const names of [this.globals.names, this.builtins]) {
      const value = names.get(name);
      if (value !== undefined) return value;
    }
    throw raised('NameError', `name '${name}' is not defined`);
  }

  remove(name: string, scope: Scope): void {
    this.of(name, scope).delete(name);
  }
}
