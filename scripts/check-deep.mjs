// npm run check:deep: the unit tests with many seeds where npm test tries a few. What follows is passed on: files to run.
import { checkNode, generateClient, installPackages, root, tool } from './setup.mjs';

checkNode();
process.chdir(root);
await installPackages();
await generateClient();
process.exitCode = await tool('vitest', ['run', '--project', 'unit', ...process.argv.slice(2)], { SEEDS: '1000' });
