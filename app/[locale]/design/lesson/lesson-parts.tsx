import { useTranslations } from 'next-intl';
import { Aside } from '@/components/mdx/aside';
import { Boxes } from '@/components/mdx/boxes';
import { Case } from '@/components/mdx/case';
import { Decide } from '@/components/mdx/decide';
import { Lab } from '@/components/mdx/lab';
import { Answer, Option, Predict } from '@/components/mdx/predict';
import { Sample } from '@/components/mdx/sample';
import { Sequence } from '@/components/mdx/sequence';
import { TermCard } from '@/components/mdx/term-card';
import { Try } from '@/components/mdx/try';
import { When } from '@/components/mdx/when';
import { Step, WorkedExample } from '@/components/mdx/worked-example';
import { YourNumbers } from '@/components/mdx/your-numbers';
import { Section } from '../section';

/** What a lesson is made of besides running text. */
export function LessonParts() {
  const t = useTranslations('design.lesson');
  const quorum = { name: t('term'), text: t('termText'), path: null };
  const sample = {
    file: 'sample.py',
    runsOn: ['Python 3.11'],
    code: 'print(1)',
    lines: [[{ text: 'print(1)', color: null }]],
  };
  const fieldCase = {
    id: 'sample',
    title: t('case'),
    date: '2025-12-24',
    symptom: t('caseSeen'),
    log: ["You can't write against a read only replica."],
    figures: [{ label: t('caseFigure'), value: '41 %', share: 0.41, tone: 'bad' as const }],
    done: [{ date: '2026-01', text: t('caseDone') }],
    price: t('casePrice'),
    sources: [{ title: 'A report', url: 'https://example.org/report' }],
  };
  return (
    <Section id="lesson" title={t('title')} lead={t('lead')}>
      <div className="prose-interleave">
        <p>
          {t.rich('p1', {
            term: (chunks) => <TermCard term={quorum}>{chunks}</TermCard>,
          })}
        </p>
        <Predict question={t('question')}>
          <Option>{t('option1')}</Option>
          <Option right>{t('option2')}</Option>
          <Option>{t('option3')}</Option>
          <Answer>
            <p>{t('answer')}</p>
          </Answer>
        </Predict>
        <Sequence
          label={t('sequence')}
          actors={[
            { id: 'api', name: 'API' },
            { id: 'broker', name: 'RabbitMQ' },
            { id: 'worker', name: t('worker') },
            { id: 'gateway', name: 'SSE gateway' },
          ]}
          steps={[
            { from: 'api', to: 'broker', text: 'basic.publish' },
            { at: 'broker', text: t('stores') },
            { from: 'broker', to: 'api', text: 'basic.ack (confirm)', lost: true },
            { from: 'broker', to: 'worker', text: 'basic.deliver' },
            { from: 'worker', to: 'gateway', text: t('result') },
            { from: 'worker', to: 'broker', text: 'basic.ack' },
          ]}
        />
        <Boxes
          label={t('boxes')}
          boxes={[
            { id: 'producer', text: t('producer'), x: 0, y: 0, tone: 'accent' },
            { id: 'exchange', text: 'exchange', note: 'topic', x: 1, y: 0 },
            { id: 'orders', text: 'orders', note: 'quorum queue', x: 2, y: 0, tone: 'success' },
            { id: 'audit', text: 'audit', note: t('full'), x: 2, y: 1, tone: 'warning' },
            { id: 'dead', text: 'dead-letters', x: 1, y: 1, tone: 'danger' },
            { id: 'worker', text: t('worker'), x: 3, y: 0 },
            { id: 'unused', text: t('unused'), x: 3, y: 1, tone: 'muted' },
          ]}
          arrows={[
            { from: 'producer', to: 'exchange', text: 'publish' },
            { from: 'exchange', to: 'orders', text: 'order.#' },
            { from: 'exchange', to: 'audit' },
            { from: 'audit', to: 'dead', text: 'maxlen' },
            { from: 'orders', to: 'worker', text: 'deliver' },
            { from: 'worker', to: 'orders', text: 'ack' },
            { from: 'producer', to: 'worker', text: t('around'), dashed: true },
          ]}
        />
        <Lab id="raft" scenario="first-election" step={3}>
          <When seen="a-leader-was-elected" hint={t('hint')}>
            <p>{t('when')}</p>
          </When>
          <Decide id="votes" until="a-leader-was-elected" act={t('hint')} question={t('ask')}>
            <p>{t('decided')}</p>
          </Decide>
        </Lab>
        <WorkedExample id="majority" title={t('example')}>
          <Step>
            <p>{t('step')}</p>
          </Step>
          <Step id="seven" ask={t('askStep')} answer="4">
            <p>{t('step2')}</p>
          </Step>
        </WorkedExample>
        <YourNumbers of="workers" />
        <Sample sample={sample} />
        <Case fieldCase={fieldCase} part="opens" />
        <Case fieldCase={fieldCase} part="closes" />
        <Try>
          <p>{t('try')}</p>
        </Try>
        <Aside>
          <p>{t('aside')}</p>
        </Aside>
      </div>
    </Section>
  );
}
