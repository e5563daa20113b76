import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { migrate } from '../server/db/migrate';

type SchemaEngineModule = typeof import('@prisma/schema-engine-wasm');

/** The WASM schema engine, loaded by hand: its own entry point relies on a bundler to import `.wasm`. */
async function loadSchemaEngine(): Promise<SchemaEngineModule> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const engine = await import(pathToFileURL(entry).href);
  const module = await WebAssembly.compile(await readFile(entry.replace(/\.js$/, '.wasm')));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return engine;
}

/**
 * The SQL that leads from the migrations in `prisma/migrations` to `prisma/schema.prisma`: empty when they agree.
 * Works on a scratch database in memory, so it needs no server and no download.
 */
export async function schemaDiff(): Promise<string> {
  const scratch = await PGlite.create('memory://');
  try {
    await migrate({
      query: async (sql, values) => (await scratch.query<Record<string, unknown>>(sql, values)).rows,
      exec: async (sql) => void (await scratch.exec(sql)),
    });
    // The history table is Prisma's own and no part of the schema; the engine overlooks it only where it made it.
    await scratch.exec('DROP TABLE "_prisma_migrations"');
    const schema = { path: 'prisma/schema.prisma', content: await readFile('prisma/schema.prisma', 'utf8') };
    const { SchemaEngine } = await loadSchemaEngine();
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(scratch));
    const engine = await SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, adapter);
    const { stdout } = await engine.diff({
      from: { tag: 'schemaDatasource', files: [schema], configDir: '.' },
      to: { tag: 'schemaDatamodel', files: [schema] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (stdout ?? '').trim();
    return sql === '-- This is an empty migration.' ? '' : sql;
  } finally {
    await scratch.close();
  }
}
