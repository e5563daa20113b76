// npm run content:check: reads all content as the app does, and runs the labs it names; each mistake is a line with file and field.
import { ContentError, loadTopics } from '../content/catalog';
import { labMistakes } from '../content/lab-mistakes';

try {
  const topics = await loadTopics('content');
  const mistakes: string[] = [];
  for (const { id, sections, objectives, quiz } of topics.values()) {
    for (const item of quiz) {
      mistakes.push(...labMistakes(item).map((mistake) => `${id}/quiz.yaml: item ${item.id}: ${mistake}`));
    }
    const types = new Set(quiz.map(({ type }) => type));
    console.log(
      `${id}: ${sections.length} sections, ${objectives.length} objectives, ${quiz.length} quiz items of ${types.size} types`,
    );
  }
  if (mistakes.length > 0) throw new ContentError(mistakes.join('\n'));
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exit(1);
}
