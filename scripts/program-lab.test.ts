import { expect, test } from 'vitest';
import { runProgramLab } from './program-lab';

test.each([
  [[], 'usage: npm run -s lab -- asyncio PROGRAM.py [--python 3.11]'],
  [['a.py', 'b.py'], 'usage: npm run -s lab -- asyncio PROGRAM.py [--python 3.11]'],
  [['no-such-file.py'], 'cannot read no-such-file.py'],
  [['no-such-file.py', '--python', '2.7'], '--python: there is 3.11, not 2.7'],
])('%j is refused in one line', async (args, message) => {
  await expect(runProgramLab(args)).rejects.toThrow(message);
});
