import createMDX from '@next/mdx';
import createNextIntlPlugin from 'next-intl/plugin';

const withMDX = createMDX({
  options: {
    // Korean writes ranges with a tilde: one alone strikes nothing through.
    remarkPlugins: [['remark-gfm', { singleTilde: false }]],
    rehypePlugins: [
      [
        'rehype-pretty-code',
        { theme: { light: 'github-light-default', dark: 'github-dark-default' }, keepBackground: false },
      ],
    ],
  },
});

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  pageExtensions: ['ts', 'tsx'],
  // These load native or WASM files from their own folders, so they must stay outside the bundle.
  serverExternalPackages: [
    '@electric-sql/pglite',
    'pglite-prisma-adapter',
    '@node-rs/argon2',
    'pg',
    '@prisma/adapter-pg',
  ],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
      ],
    },
  ],
};

export default withNextIntl(withMDX(config));
