/** Looks shared by everything that is filled in: text field, password field, select, copy field. */
export const fieldRoot = 'flex flex-col items-stretch gap-1.5';
export const fieldLabel = 'font-medium text-sm text-text has-[+:disabled]:text-text-subtle';
export const fieldDescription = 'text-sm text-text-muted';
export const fieldError = 'flex items-start gap-1.5 font-medium text-danger text-sm';
export const fieldControl =
  'min-h-control w-full rounded-md border border-border-strong bg-surface px-3 py-1.5 text-base text-text transition-colors ' +
  'hover:border-text-muted focus-visible:outline-offset-0 data-invalid:border-danger ' +
  'disabled:cursor-not-allowed disabled:border-border disabled:bg-sunken disabled:text-text-subtle';
