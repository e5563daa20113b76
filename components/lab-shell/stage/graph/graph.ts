import type { ReactElement } from 'react';
import type { Status } from '@/components/ui/state-palette';
import type { Words } from '../../view/words';
import type { Place } from './graph-layout';

export interface GraphNode extends Partial<Place> {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly status: Status;
  /** `box`: name and text; `dot`: a mark with its name beside it. */
  readonly shape: 'box' | 'dot';
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly status: Status;
  /** Dashed, so that colour need not be seen. */
  readonly isDashed: boolean;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** What the graph's component is given of one run, its types closed over. */
export interface BoundGraph {
  /** The same object until the moment is another one. */
  read(say: Words): Graph;
  readonly core: number;
  readonly behind: ((selectedId: string | null) => ReactElement) | null;
  readonly below: ((selectedId: string | null) => ReactElement) | null;
}
