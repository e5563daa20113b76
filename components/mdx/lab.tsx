'use client';

interface LabProps {
  readonly id: string;
  readonly scenario: string;
}

/** A lab in a lesson. */
export function Lab({ id, scenario }: LabProps) {
  return <div data-lab={id} data-scenario={scenario} className="not-prose min-h-96 rounded-lg bg-sunken" />;
}
