import { useTranslations } from 'next-intl';
import { Callout } from '@/components/ui/callout';
import { Section } from '../section';
import CodeSample from './code-sample.mdx';

export function Prose() {
  const t = useTranslations('design.prose');
  return (
    <Section id="prose" title={t('title')} lead={t('lead')}>
      <div className="prose-interleave">
        <h2>{t('h2')}</h2>
        <p>
          {t.rich('p1', {
            strong: (chunks) => <strong>{chunks}</strong>,
            em: (chunks) => <em>{chunks}</em>,
            code: (chunks) => <code>{chunks}</code>,
            link: (chunks) => <a href="https://raft.github.io/raft.pdf">{chunks}</a>,
          })}
          <sup>
            <a href="#design-fn-1" id="design-fnref-1" data-footnote-ref="">
              1
            </a>
          </sup>
        </p>
        <h3>{t('h3')}</h3>
        <p>{t('p2')}</p>
        <ol>
          <li>{t('li1')}</li>
          <li>
            {t('li2')}
            <ul>
              <li>{t('li2a')}</li>
              <li>{t('li2b')}</li>
            </ul>
          </li>
        </ol>
        <blockquote>
          <p>{t('quote')}</p>
        </blockquote>
        <Callout title={t('noteTitle')}>
          <p>{t('noteBody')}</p>
        </Callout>
        <CodeSample />
        <div
          data-width="wide"
          className="not-prose rounded-lg border border-border bg-sunken p-8 text-center text-sm text-text-muted"
        >
          {t('wide')}
        </div>
        <table>
          <thead>
            <tr>
              <th>{t('th1')}</th>
              <th>{t('th2')}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <td>RequestVote</td>
              <td>{t('td1')}</td>
            </tr>
            <tr>
              <td>AppendEntries</td>
              <td>{t('td2')}</td>
            </tr>
          </tbody>
        </table>
        <section data-footnotes="">
          <ol>
            <li id="design-fn-1">
              {t('footnote')}{' '}
              <a href="#design-fnref-1" data-footnote-backref="" aria-label={t('back')}>
                ↩
              </a>
            </li>
          </ol>
        </section>
      </div>
    </Section>
  );
}
