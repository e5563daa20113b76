// npm run content:check: reads all content as the app does; each mistake is a line with file and field.
import { ContentError, loadTopics } from '../content/catalog';

try {
  const topics = await loadTopics('content');
  for (const topic of topics.values()) {
    console.log(
      `${topic.id}: ${topic.sections.length} sections, ${topic.objectives.length} objectives, ${topic.quiz.length} quiz items`,
    );
  }
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exit(1);
}
