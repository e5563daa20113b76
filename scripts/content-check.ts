// npm run content:check: reads all content as the app does, and runs the labs it names. Says for each topic what it teaches and asks
// where, then each mistake as a line with file and place.
import { checkContent } from '../content/check';
import { placementMistakes } from '../content/placement';
import { wordingMistakesOf } from '../content/wording';

const { reports, ...checked } = await checkContent('content');
const mistakes = [...checked.mistakes, ...(await placementMistakes('content')), ...(await wordingMistakesOf('.'))];
for (const line of reports) console.log(line);
for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) {
  console.error(`${mistakes.length} mistakes`);
  process.exit(1);
}
