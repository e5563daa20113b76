// npm run migration -- <name>: writes the next migration from what prisma/schema.prisma says beyond prisma/migrations.
import { mkdir, writeFile } from 'node:fs/promises';
import { schemaDiff } from './schema-diff';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npm run migration -- <name_in_lower_case>');
  process.exit(2);
}
const sql = await schemaDiff();
if (sql === '') {
  console.log('prisma/migrations and prisma/schema.prisma agree: nothing to write.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = `prisma/migrations/${stamp}_${name}`;
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/migration.sql`, `${sql}\n`);
  console.log(`wrote ${folder}/migration.sql: read it before you commit it`);
}
