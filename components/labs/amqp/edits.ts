import { useStore } from 'zustand/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LabStore } from '@/components/lab-shell/run/lab-store';
import type { AmqpCommand } from '@/sim/amqp/command';
import type { AmqpTypes } from '@/sim/amqp/lab';
import {
  type EditHistory,
  emptyHistory,
  onThisBranch,
  redoable,
  type Standpoint,
  undoable,
  withEdit,
  withRedone,
  withUndone,
} from './edit-history';

export type AmqpStore = LabStore<AmqpTypes>;

/** What was built in one run, whoever built it: panel, canvas or key. */
export interface Edits {
  readonly history: StoreApi<EditHistory<AmqpCommand>>;
  undo(): void;
  redo(): void;
}

/** What takes an edit back is needed once there is one. */
const fetchInverse = () => import('./inverse').then((module) => module.inverseOf);

/** Without a network an edit that cannot be taken back stays. */
const noInverse = () => undefined;

const editsByStore = new WeakMap<AmqpStore, Edits>();

/** The edits of a run, watched from the first call on. */
export function editsOf(store: AmqpStore): Edits {
  const known = editsByStore.get(store);
  if (known !== undefined) return known;
  const made = watchEdits(store);
  editsByStore.set(store, made);
  return made;
}

function watchEdits(store: AmqpStore): Edits {
  const history = createStore<EditHistory<AmqpCommand>>(() => emptyHistory);
  let isReplaying = false;

  store.subscribe((now, before) => {
    const { cause } = now.record;
    const isNew = now.branchCount > before.branchCount || now.knownEnd.step > before.knownEnd.step;
    if (isReplaying || now.record === before.record || !isNew || cause.type !== 'command') return;
    const at = standpoint(store);
    const { command } = cause;
    // One after the other, in the order of the edits.
    void fetchInverse().then((inverseOf) => {
      const inverse = inverseOf(command, before.snapshot.state, now.snapshot.state);
      if (inverse === null) return;
      const edit = { branchId: at.branchId, step: at.step, commands: [command], inverse };
      history.setState(withEdit(onThisBranch(history.getState(), at), edit), true);
    }, noInverse);
  });

  /** Several commands, not watched. */
  function replay(commands: readonly AmqpCommand[]): void {
    isReplaying = true;
    try {
      for (const command of commands) store.getState().dispatch(command);
    } finally {
      isReplaying = false;
    }
  }

  return {
    history,
    undo() {
      const edit = undoable(history.getState(), standpoint(store));
      if (edit === null) return;
      replay(edit.inverse);
      history.setState(withUndone(history.getState(), standpoint(store)), true);
    },
    redo() {
      const edit = redoable(history.getState(), standpoint(store));
      if (edit === null) return;
      replay(edit.commands);
      history.setState(withRedone(history.getState(), standpoint(store)), true);
    },
  };
}

function standpoint(store: AmqpStore): Standpoint {
  const { branchId, step, run } = store.getState();
  return { branchId, step, branches: run.branches() };
}

/** Whether there is something to take back, and something to do again. */
export function useCanUndo(store: AmqpStore): { readonly undo: boolean; readonly redo: boolean } {
  const history = useStore(editsOf(store).history);
  const isPast = (find: typeof undoable) => find(history, standpoint(store)) !== null;
  const undo = useStore(store, () => isPast(undoable));
  const redo = useStore(store, () => isPast(redoable));
  return { undo, redo };
}
