import { Cog, Plus, Redo2, Rows3, Send, Spline, Undo2, Waypoints } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useRun } from '@/components/lab-shell/run/use-run';
import { CanvasPanel } from '@/components/lab-shell/stage/nodes/canvas-panel';
import { useCanvas } from '@/components/lab-shell/stage/nodes/canvas-store';
import { NARROW } from '@/components/lab-shell/stage/nodes/canvas-zoom';
import type { DrawnConnection } from '@/components/lab-shell/stage/nodes/nodes-view';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { useLoaded } from '@/components/ui/use-loaded';
import { withLaterTexts } from '../later-part';
import { act } from './act';
import { type EditTarget, targetOfConnection } from './edit-target';
import { type AmqpStore, editsOf, useCanUndo } from './edits';
import { removal } from './removal';

const fetchDialog = () => import('./edit-dialog').then((module) => withLaterTexts('amqp', module.EditDialog));

interface ToolboxProps {
  readonly store: AmqpStore;
  readonly connection: DrawnConnection | null;
  readonly onConnectionDone: () => void;
}

/** Adds things, takes edits back, and asks for what a drawn line still needs. */
export function Toolbox({ store, connection, onConnectionDone }: ToolboxProps) {
  const t = useTranslations('labs.amqp.tools');
  const [asked, setAsked] = useState<EditTarget | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const can = useCanUndo(store);
  const isNarrow = useCanvas(({ width }) => width < NARROW);
  const hasBindable = useRun(store, ({ broker }) => broker.queues.length > 0);
  useEditKeys(root, store);
  const drawn = connection === null ? null : targetOfConnection(connection, store.getState().snapshot.state);
  const target = drawn ?? asked;
  const [EditDialog, load] = useLoaded(fetchDialog);
  useEffect(() => {
    if (target !== null) load();
  }, [target, load]);
  return (
    <CanvasPanel
      position={isNarrow ? 'top-left' : 'bottom-right'}
      className={isNarrow ? 'mt-1.5! ml-1.5!' : 'mr-2! mb-6!'}
    >
      <div
        ref={root}
        role="toolbar"
        aria-label={t('label')}
        onPointerEnter={load}
        onFocus={load}
        className="flex items-center gap-0.5 rounded-md border border-border bg-raised p-0.5 shadow-md"
      >
        <ActionMenu
          trigger={
            <Button variant="ghost" size="sm" icon={<Plus aria-hidden="true" className="size-4" />}>
              {t('add')}
            </Button>
          }
          actions={[
            { label: t('exchange'), icon: <Waypoints />, onSelect: () => setAsked({ type: 'exchange', name: null }) },
            { label: t('queue'), icon: <Rows3 />, onSelect: () => setAsked({ type: 'queue', name: null }) },
            {
              label: t('binding'),
              icon: <Spline />,
              onSelect: () => setAsked({ type: 'binding' }),
              isDisabled: !hasBindable,
            },
            { label: t('publisher'), icon: <Send />, onSelect: () => setAsked({ type: 'publisher', name: null }) },
            { label: t('consumer'), icon: <Cog />, onSelect: () => setAsked({ type: 'consumer', name: null }) },
          ]}
        />
        {can.undo || can.redo ? (
          <>
            <IconButton
              label={t('undo')}
              shortcut="Control+Z"
              size="sm"
              disabled={!can.undo}
              icon={<Undo2 aria-hidden="true" />}
              onClick={() => editsOf(store).undo()}
            />
            <IconButton
              label={t('redo')}
              shortcut="Control+Shift+Z"
              size="sm"
              disabled={!can.redo}
              icon={<Redo2 aria-hidden="true" />}
              onClick={() => editsOf(store).redo()}
            />
          </>
        ) : null}
      </div>
      {EditDialog === null ? null : (
        <EditDialog
          store={store}
          target={target}
          // The menu's item that opened it is gone by then, and a line that was drawn never had the focus.
          finalFocus={() => root.current?.querySelector('button') ?? null}
          onDone={(id) => store.getState().select(id)}
          onClose={() => {
            setAsked(null);
            onConnectionDone();
          }}
        />
      )}
    </CanvasPanel>
  );
}

/** Undo, redo and delete, wherever in the lab the focus is, fields excepted. */
function useEditKeys(root: { readonly current: HTMLElement | null }, store: AmqpStore): void {
  useEffect(() => {
    const lab = root.current?.closest('section');
    if (!lab) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isField(event.target)) return;
      if (performKey(event, store)) event.preventDefault();
    };
    lab.addEventListener('keydown', listen);
    return () => lab.removeEventListener('keydown', listen);
  }, [root, store]);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}

function performKey(event: KeyboardEvent, store: AmqpStore): boolean {
  const { key, ctrlKey, metaKey, shiftKey, code } = event;
  if ((ctrlKey || metaKey) && code === 'KeyZ') {
    if (shiftKey) editsOf(store).redo();
    else editsOf(store).undo();
    return true;
  }
  if (key !== 'Delete' && key !== 'Backspace') return false;
  const { selectedId, snapshot, select } = store.getState();
  const command = selectedId === null ? null : removal(snapshot.state, selectedId);
  if (command === null) return false;
  act(store, command);
  select(null);
  return true;
}
