'use client';

import { useLab } from '../run/lab-context';
import { InspectorTable } from './inspector-table';

/** The node's state under its source's own names; what the last step changed is marked. */
export function NodeInspector({ nodeId }: { readonly nodeId: string }) {
  const sections = useLab((session, words) => session.inspect(nodeId, words));
  return (
    <div className="mt-3 flex flex-col gap-3.5">
      {sections.map(({ title, rows }) => (
        <InspectorTable key={title} title={title} rows={rows} />
      ))}
    </div>
  );
}
