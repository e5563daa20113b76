import { labs } from '@/sim/catalog';
import type { Lab } from '@/sim/core/lab';
import { believedAnswers, DIFFICULTIES, pointsFor } from '@/sim/core/question';

const only = process.argv.slice(2);
for (const [labId, lab] of Object.entries(labs) as [string, Lab][]) {
  if (!only.includes(labId)) continue;
  for (const { id } of lab.questions) {
    const row: string[] = [];
    const beliefs = new Set<string>();
    const t = performance.now();
    for (const d of DIFFICULTIES) {
      let over = 0;
      let best = 0;
      const different = new Set<string>();
      for (let seed = 0; seed < 1000; seed++) {
        const q = lab.question(id, seed, d);
        if (q === null) throw new Error('none');
        let top = 0;
        for (const { misconception, answer } of believedAnswers(q)) {
          beliefs.add(misconception);
          const { earned, total } = pointsFor(q.form, answer);
          top = Math.max(top, earned / total);
        }
        if (top > 0.5) over++;
        best = Math.max(best, top);
        different.add(JSON.stringify([q.stem, q.form]));
      }
      row.push(`${(over / 10).toFixed(1)}% best ${best.toFixed(2)} diff ${different.size}`);
    }
    console.log(
      `${labId}/${id} | ${row.join(' | ')} | beliefs ${beliefs.size} | ${Math.round(performance.now() - t)} ms`,
    );
  }
}
