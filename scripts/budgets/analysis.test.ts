import { expect, it } from 'vitest';
import { firstModules } from './analysis';

/** As Next.js writes it: the length of the JSON, the JSON, tables. */
function analysis(header: object): Buffer {
  const json = Buffer.from(JSON.stringify({ schema_version: 1, ...header }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json, Buffer.from([1, 2, 3])]);
}

it('names the modules of the scripts that browsers fetch at first, the largest first', () => {
  const route = analysis({
    sources: [
      { parent_source_index: null, path: '[project]/' },
      { parent_source_index: 0, path: 'lib/' },
      { parent_source_index: 1, path: 'a.ts' },
      { parent_source_index: 1, path: 'b.ts' },
      { parent_source_index: 1, path: 'later.ts' },
    ],
    output_files: [
      { filename: '[client-fs]/_next/static/chunks/one.js' },
      { filename: '[client-fs]/_next/static/chunks/two.js' },
      { filename: '[output]/.next/server/chunks/one.js' },
      { filename: '[client-fs]/_next/static/chunks/three.js' },
    ],
    chunk_parts: [
      { source_index: 2, output_file_index: 0, compressed_size: 30 },
      { source_index: 2, output_file_index: 0, compressed_size: 40 },
      { source_index: 3, output_file_index: 3, compressed_size: 50 },
      { source_index: 3, output_file_index: 2, compressed_size: 60 },
      { source_index: 4, output_file_index: 1, compressed_size: 70 },
    ],
    chunk_groups: [
      { kind: 'async', output_file_indices: [1, 2] },
      { kind: 'bootstrap', output_file_indices: [0, 2] },
      { kind: 'render_dependent', output_file_indices: [3] },
    ],
  });
  expect(firstModules(route)).toEqual([
    { module: 'lib/b.ts', bytes: 50 },
    { module: 'lib/a.ts', bytes: 40 },
  ]);
  expect(firstModules(route, ['lib/later.ts'])[0]).toEqual({ module: 'lib/later.ts', bytes: 70 });
});

it('refuses what is no analysis', () => {
  expect(() => firstModules(Buffer.from([0, 0]))).toThrow('no list of sources');
  expect(() => firstModules(analysis({ sources: [] }))).toThrow('no list of output_files');
});
