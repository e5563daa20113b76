import { useTranslations } from 'next-intl';
import { DataTable } from '@/components/ui/data-table';
import type { BrokerId } from '@/sim/three-brokers/broker-run';

const TOPICS = ['order', 'redelivery', 'duplicates', 'waiting'] as const;
const SHOWN: readonly BrokerId[] = ['redis-streams', 'rabbitmq', 'kafka'];

const REDIS = 'https://redis.io/docs/latest';
const RABBITMQ = 'https://www.rabbitmq.com/docs';
const KAFKA = 'https://kafka.apache.org/documentation';

/** The page that states each promise. */
const SOURCES: Readonly<Record<(typeof TOPICS)[number], Readonly<Record<BrokerId, string>>>> = {
  order: {
    'redis-streams': `${REDIS}/develop/data-types/streams/#consumer-groups`,
    rabbitmq: `${RABBITMQ}/queues#message-ordering`,
    kafka: `${KAFKA}/#intro_concepts_and_terms`,
  },
  redelivery: {
    'redis-streams': `${REDIS}/commands/xautoclaim/`,
    rabbitmq: `${RABBITMQ}/confirms#automatic-requeueing`,
    kafka: `${KAFKA}/#consumerconfigs_session.timeout.ms`,
  },
  duplicates: {
    'redis-streams': `${REDIS}/commands/xclaim/`,
    rabbitmq: `${RABBITMQ}/reliability`,
    kafka: `${KAFKA}/#semantics`,
  },
  waiting: {
    'redis-streams': `${REDIS}/commands/xreadgroup/`,
    rabbitmq: `${RABBITMQ}/consumer-prefetch`,
    kafka: `${KAFKA}/#intro_consumers`,
  },
};

/** What each broker promises, with the page that says so. */
export function Promises() {
  const t = useTranslations('labs.redis-streams.experiment');
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-xl">{t('promises.title')}</h2>
      <DataTable
        caption={t('promises.title')}
        rows={TOPICS}
        rowKey={(topic) => topic}
        columns={[
          { key: 'topic', header: t('promises.topic'), cell: (topic) => t(`promises.topics.${topic}`) },
          ...SHOWN.map((broker) => ({
            key: broker,
            header: t(`brokers.${broker}`),
            cell: (topic: (typeof TOPICS)[number]) => (
              <span className="flex min-w-52 flex-col gap-1">
                {t(`promises.${topic}.${broker}`)}
                <a
                  href={SOURCES[topic][broker]}
                  className="relative text-accent text-xs underline underline-offset-2"
                  rel="noreferrer"
                >
                  {t('promises.source')}
                  <span className="visually-hidden">
                    {' '}
                    {t(`promises.topics.${topic}`)}, {t(`brokers.${broker}`)}
                  </span>
                </a>
              </span>
            ),
          })),
        ]}
      />
    </section>
  );
}
