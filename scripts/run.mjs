// npm run NAME: what most commands do. Prepares a fresh clone, as far as it is not prepared yet, and runs a tool with what follows;
// with --build in front, after building the app.
import { build, checkNode, generateClient, installPackages, root, tool } from './setup.mjs';

const [first, ...rest] = process.argv.slice(2);
const [name, ...args] = first === '--build' ? rest : [first, ...rest];

checkNode();
process.chdir(root);
await installPackages();
await generateClient();
if (first === '--build') await build();
process.exitCode = await tool(name, args);
