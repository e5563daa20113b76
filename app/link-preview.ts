import type { Metadata } from 'next';
import type { Locale } from '@/lib/i18n/routing';

/** In pixels: what chats and social networks show large. */
export const PREVIEW_SIZE = { width: 1200, height: 630 };

/** The pictures that the build leaves in `public/`, by their addresses. */
export const previewPath = {
  site: (locale: Locale) => `/previews/${locale}/site.png`,
  lab: (locale: Locale, labId: string) => `/previews/${locale}/labs/${labId}.png`,
  scenario: (locale: Locale, labId: string, scenarioId: string) =>
    `/previews/${locale}/labs/${labId}/${scenarioId}.png`,
  lesson: (locale: Locale, topicId: string, lessonId: string) =>
    `/previews/${locale}/topics/${topicId}/${lessonId}.png`,
};

/** What a page says of itself to those who show links to it. Its title and its description are the page's own. */
export function linkPreview(locale: Locale, image: string, alt: string): Pick<Metadata, 'openGraph'> {
  return {
    openGraph: {
      type: 'website',
      siteName: 'Interleave',
      locale: { ko: 'ko_KR', en: 'en_US' }[locale],
      images: [{ url: image, type: 'image/png', alt, ...PREVIEW_SIZE }],
    },
  };
}
