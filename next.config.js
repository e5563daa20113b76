import createMDX from '@next/mdx';
import createNextIntlPlugin from 'next-intl/plugin';
import { clientAliases } from './scripts/client-packages.mjs';

const withMDX = createMDX({
  options: {
    // Korean writes ranges with a tilde: one alone strikes nothing through.
    remarkPlugins: [['remark-gfm', { singleTilde: false }]],
    rehypePlugins: [
      [
        'rehype-pretty-code',
        { theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' }, keepBackground: false },
      ],
    ],
  },
});

const withNextIntl = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: {
    // Texts are parsed when the site is built, so that no page carries a parser.
    messages: {
      path: ['./messages', './components/lab-shell', './components/labs'],
      format: 'json',
      locales: 'infer',
      precompile: true,
    },
  },
});

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  // Named by what was built (scripts/setup.mjs), so that machines that build the same serve the same.
  generateBuildId: () => process.env.NEXT_PUBLIC_BUILD_ID || null,
  poweredByHeader: false,
  // scripts/test.mjs has checked the types before it builds.
  typescript: { ignoreBuildErrors: process.env.TYPES_ARE_CHECKED === '1' },
  pageExtensions: ['ts', 'tsx'],
  turbopack: { resolveAlias: clientAliases },
  // Answers to addresses that the build did not know stay in memory, which is bounded, and do not fill the disk.
  experimental: {
    isrFlushToDisk: false,
    // A test run builds once: writing the cache took a fifth of what the build does.
    turbopackFileSystemCacheForBuild: process.env.TYPES_ARE_CHECKED !== '1',
  },
  // These load files of their own, native, WASM or JavaScript, so they must stay outside the bundle.
  serverExternalPackages: [
    '@electric-sql/pglite',
    'pglite-prisma-adapter',
    '@node-rs/argon2',
    'pg',
    '@prisma/adapter-pg',
    '@zxcvbn-ts/language-common',
    'nodemailer',
    'pino',
    'rate-limiter-flexible',
  ],
};

export default withNextIntl(withMDX(config));
