'use client';

import { type ComponentType, createElement } from 'react';
import type { Position } from '@/sim/core/branch';
import type { LabTypes } from '@/sim/core/lab';
import { useLab } from '../run/lab-context';
import { memoizeMoment } from '../run/memoize-moment';
import type { MomentOf } from '../run/moment';
import { ItemToolbar } from './item-toolbar';
import type { BoundStageProps, Stage, StageProps, StageRun } from './stage';

/**
 * A stage that is one component, drawn anew for each moment.
 * @example stage: ownStage(RingStage)
 */
export function ownStage<T extends LabTypes>(Component: ComponentType<StageProps<T>>): Stage<T> {
  return {
    bind({ store, ticksPerSecond }) {
      const runAt = memoizeMoment((moment: MomentOf<T>, seenEnd: Position): StageRun<T> => {
        const { run, record } = store.getState();
        return {
          ticksPerSecond,
          moment,
          last: record,
          seenEnd,
          record: (step) => run.record(step),
          stateAt: (step) => run.stateAt(step),
        };
      });
      function Drawn(props: BoundStageProps) {
        const run = useLab(() => {
          const { snapshot, seenEnd } = store.getState();
          return runAt(snapshot, seenEnd);
        });
        return (
          <div className="flex h-full flex-col">
            <div className="min-h-0 flex-1">
              <Component {...props} run={run} />
            </div>
            {props.isPicture || props.selectedId === null ? null : (
              <div className="flex border-border border-t p-1 empty:hidden">
                <ItemToolbar itemId={props.selectedId} shape="row" />
              </div>
            )}
          </div>
        );
      }
      return { render: (props) => createElement(Drawn, props) };
    },
  };
}
