/** The id of the main region of every page. */
export const mainId = 'main';

interface SkipLinkProps {
  /** The id of where it leads. */
  readonly target: string;
  readonly text: string;
}

/** A first stop of the keyboard: past what stands at the head of the page. Seen while it has the focus. */
export function SkipLink({ target, text }: SkipLinkProps) {
  return (
    <a
      href={`#${target}`}
      className="fixed top-3 left-3 z-skip -translate-y-20 rounded-md bg-ink px-4 py-2.5 font-medium text-on-ink text-sm no-underline focus:translate-y-0"
    >
      {text}
    </a>
  );
}
