// A stage of npm test: what every page sends, from the files of the production build, against its budget.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ModuleSizes, problemsOf, recordOf, tableOf } from './budgets/judge';
import { measure } from './budgets/measure';
import { BUDGETS } from './budgets/table';

const folder = path.join(import.meta.dirname, '..', '.next');
/** The sizes of the last build that kept to its budgets: by them a module that grew is found. */
const sizes = path.join(folder, 'cache', 'interleave-sizes.json');
const before: ModuleSizes = existsSync(sizes) ? JSON.parse(readFileSync(sizes, 'utf8')) : {};

const rows = BUDGETS.map((row) => ({ measured: measure(folder, row), budget: row.budget }));
console.log(tableOf(rows));
const problems = rows.flatMap(({ measured, budget }) => problemsOf(measured, budget, before));
for (const problem of problems) console.error(`error: ${problem}`);
if (problems.length > 0) process.exitCode = 1;
else writeFileSync(sizes, JSON.stringify(recordOf(rows.map(({ measured }) => measured))));
