import { Download, FolderInput } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { JsonDialog } from '@/components/lab-shell/share/json-dialog';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { type DefinitionsProblem, exportDefinitions, importDefinitions } from '@/sim/amqp/definitions';
import { act } from './act';
import type { AmqpStore } from './edits';
import { placedTopology } from './placed-topology';

/** Hands the topology out as RabbitMQ's own definitions. */
export function ExportDefinitions({ store }: { readonly store: AmqpStore }) {
  const t = useTranslations('labs.amqp.definitions');
  function download(): void {
    const definitions = exportDefinitions(store.getState().snapshot.state);
    const json = `${JSON.stringify(definitions, null, 2)}\n`;
    const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'definitions.json';
    link.click();
    URL.revokeObjectURL(url);
  }
  return (
    <Button size="sm" variant="secondary" icon={<Download aria-hidden="true" className="size-4" />} onClick={download}>
      {t('export')}
    </Button>
  );
}

/** Problems that are listed; more are counted. */
const PROBLEMS_SHOWN = 12;

/** Takes in RabbitMQ's definitions: a file, dropped or chosen, or pasted text. What is wrong with them is said place by place. */
export function ImportDefinitions({ store }: { readonly store: AmqpStore }) {
  const t = useTranslations('labs.amqp.definitions');
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<readonly DefinitionsProblem[]>([]);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);

  function take(json: string, vhost: string | null): void {
    const imported = importDefinitions(json, vhost);
    setProblems(imported.ok ? [] : imported.problems);
    setLeftOut(imported.ok ? imported.leftOut : []);
    if (!imported.ok) {
      setText(json);
      return;
    }
    const { state } = store.getState().snapshot;
    const refusal = act(store, { type: 'importTopology', topology: placedTopology(imported.topology, state) });
    if (refusal !== null) {
      setProblems([{ path: '', kind: 'refused', detail: refusal.text }]);
      return;
    }
    setText('');
    if (imported.leftOut.length === 0) setIsOpen(false);
  }

  return (
    <JsonDialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        setIsOpen(next);
        setProblems([]);
        setLeftOut([]);
      }}
      words={{
        title: t('importTitle'),
        description: t('importHint'),
        file: t('file'),
        paste: t('paste'),
        take: t('take'),
      }}
      trigger={
        <Button size="sm" variant="secondary" icon={<FolderInput aria-hidden="true" className="size-4" />}>
          {t('import')}
        </Button>
      }
      text={text}
      onText={setText}
      onTake={(json) => take(json, null)}
      onUnreadable={(reason) => setProblems([{ path: '', kind: 'broken-json', detail: reason }])}
    >
      <Problems problems={problems} />
      <div className="flex flex-wrap gap-2 empty:hidden">
        {problems
          .flatMap(({ kind, detail }) => (kind === 'several-vhosts' ? detail.split(', ') : []))
          .map((name) => (
            <Button key={name} size="sm" variant="secondary" onClick={() => take(text, name)}>
              {t('vhost', { name })}
            </Button>
          ))}
      </div>
      {leftOut.length === 0 ? null : (
        <Callout tone="info" live>
          <p className="text-sm">{t('leftOut', { parts: leftOut.join(', ') })}</p>
        </Callout>
      )}
    </JsonDialog>
  );
}

function Problems({ problems }: { readonly problems: readonly DefinitionsProblem[] }) {
  const t = useTranslations('labs.amqp.definitions');
  if (problems.length === 0) return null;
  return (
    <Callout tone="danger" live>
      <p className="font-medium text-sm">{t('problems', { count: problems.length })}</p>
      <ul className="mt-1 flex flex-col gap-1 text-sm">
        {problems.slice(0, PROBLEMS_SHOWN).map(({ path, kind, detail }) => (
          <li key={`${path} ${detail}`}>
            {path === '' ? null : <code className="mr-1.5 break-all">{path}</code>}
            {t(`kinds.${kind}`)}{' '}
            <span lang="en" className="break-words">
              {detail}
            </span>
          </li>
        ))}
      </ul>
      {problems.length > PROBLEMS_SHOWN ? (
        <p className="mt-1 text-sm">{t('moreProblems', { count: problems.length - PROBLEMS_SHOWN })}</p>
      ) : null}
    </Callout>
  );
}
