/** The subset's syntax, each node with the line that it begins in. */

export type Expression = { readonly line: number } & (
  | { readonly k: 'constant'; readonly value: null | boolean | bigint | number | string }
  | { readonly k: 'name'; readonly name: string }
  | { readonly k: 'tuple' | 'list'; readonly items: readonly Expression[] }
  | { readonly k: 'fstring'; readonly parts: readonly (string | FormattedPart)[] }
  | { readonly k: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly k: 'subscript'; readonly of: Expression; readonly index: Expression }
  | { readonly k: 'slice'; readonly of: Expression; readonly from: Expression | null; readonly to: Expression | null }
  | { readonly k: 'call'; readonly of: Expression; readonly args: readonly Argument[] }
  | { readonly k: 'unary'; readonly operator: '-' | '+' | '~' | 'not'; readonly of: Expression }
  | { readonly k: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly k: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly k: 'compare'; readonly first: Expression; readonly rest: readonly (readonly [string, Expression])[] }
  | { readonly k: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly k: 'lambda'; readonly code: Code }
);

export interface FormattedPart {
  readonly value: Expression;
  readonly conversion: 'r' | 's' | null;
  /** `{x=}`: what stands before the value. */
  readonly shown: string;
  readonly spec: readonly (string | FormattedPart)[];
}

/** `keyword` null: by its place; `isStarred`: every item of it. */
export interface Argument {
  readonly keyword: string | null;
  readonly isStarred: boolean;
  readonly value: Expression;
}

export interface Parameter {
  readonly name: string;
  readonly otherwise: Expression | null;
  /** Takes all further positional arguments. */
  readonly isRest: boolean;
}

/** A function's code. Names that it assigns are its own, unless it declares them otherwise. */
export interface Code {
  readonly name: string;
  /** With the functions that it stands in: `outer.<locals>.inner`. */
  readonly fullName: string;
  readonly line: number;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[] | Expression;
  readonly locals: ReadonlySet<string>;
  readonly globals: ReadonlySet<string>;
}

export interface Handler {
  readonly types: Expression | null;
  readonly as: string | null;
  readonly body: readonly Statement[];
}

export type Statement = { readonly line: number } & (
  | { readonly k: 'expression'; readonly value: Expression }
  | { readonly k: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
  | { readonly k: 'augment'; readonly target: Expression; readonly operator: string; readonly value: Expression }
  | { readonly k: 'pass' | 'break' | 'continue' }
  | { readonly k: 'return'; readonly value: Expression | null }
  | { readonly k: 'raise'; readonly value: Expression | null; readonly cause: Expression | null }
  | { readonly k: 'import'; readonly module: string; readonly as: string | null }
  | { readonly k: 'from'; readonly module: string; readonly names: readonly (readonly [name: string, as: string])[] }
  | { readonly k: 'scope' }
  | { readonly k: 'def'; readonly code: Code }
  | {
      readonly k: 'if';
      readonly test: Expression;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
    }
  | { readonly k: 'while'; readonly test: Expression; readonly body: readonly Statement[] }
  | { readonly k: 'for'; readonly target: Expression; readonly over: Expression; readonly body: readonly Statement[] }
  | {
      readonly k: 'try';
      readonly body: readonly Statement[];
      readonly handlers: readonly Handler[];
      readonly otherwise: readonly Statement[];
      readonly last: readonly Statement[];
    }
  | {
      readonly k: 'with';
      readonly manager: Expression;
      readonly as: Expression | null;
      readonly body: readonly Statement[];
    }
);
