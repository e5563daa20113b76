/** Short names of what something was declared with, as RabbitMQ's management page has them. Its own name says them in words. */
export function Marks({ marks }: { readonly marks: readonly string[] }) {
  if (marks.length === 0) return null;
  return (
    // One that does not fit whole wraps out of sight.
    <span
      aria-hidden="true"
      className="flex h-[15px] min-w-0 flex-wrap justify-end gap-x-[2px] overflow-hidden whitespace-nowrap"
    >
      {marks.map((mark) => (
        <span
          key={mark}
          className="rounded-[3px] border border-border-strong px-[2px] font-medium font-mono text-[12px] text-text-muted leading-[13px]"
        >
          {mark}
        </span>
      ))}
    </span>
  );
}
