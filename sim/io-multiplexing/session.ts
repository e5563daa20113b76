import { BadLine, type LineSession } from '../core/line-session';
import type { Json } from '../core/simulation';
import { type Call, execute, namesMadeBy } from './calls';
import { createKernel, type Kernel } from './kernel';
import { parseCall } from './parse-call';

/** What a script must not do although no kernel would mind: it would no longer know what it talks about. */
export function whyNot(kernel: Kernel, call: Call): string | null {
  const taken = namesMadeBy(call).find((name) => kernel.names[name] !== undefined);
  if (taken !== undefined) return `${taken} is open already`;
  return call.call === 'park' && kernel.threads[call.thread] !== undefined ? `${call.thread} waits already` : null;
}

/** System calls typed line by line; `parse-call.ts` has their list. Each is answered by what the kernel would return. */
export function createIoMultiplexingSession(): LineSession {
  const kernel = createKernel();
  return {
    feed(line) {
      const call = parseCall(line);
      const reason = whyNot(kernel, call);
      if (reason !== null) throw new BadLine(reason);
      return [execute(kernel, call) as Json];
    },
  };
}
