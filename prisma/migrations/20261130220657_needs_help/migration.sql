-- CreateTable
CREATE TABLE "item_misses" (
    "period_id" UUID NOT NULL,
    "topic_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "missed" INTEGER NOT NULL,
    "certain" INTEGER NOT NULL,
    "attempt_id" UUID NOT NULL,
    "missed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_misses_pkey" PRIMARY KEY ("period_id","topic_id","item_id")
);

-- CreateTable
CREATE TABLE "help_dismissals" (
    "learner_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "help_dismissals_pkey" PRIMARY KEY ("learner_id","reason","key")
);

-- AddForeignKey
ALTER TABLE "item_misses" ADD CONSTRAINT "item_misses_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "membership_periods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_dismissals" ADD CONSTRAINT "help_dismissals_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "memberships"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was missed since joining, and not answered rightly afterwards, as it is counted from now on.
WITH answered AS (
  SELECT period."id" AS period_id, attempt."topic_id", answer.*,
    answer."earned" * 2 < answer."total" AS is_missed,
    max(answer."answered_at") FILTER (WHERE answer."earned" * 2 >= answer."total") OVER (
      PARTITION BY period."id", attempt."topic_id", answer."item_id"
    ) AS known_at
  FROM "membership_periods" AS period
  JOIN "quiz_attempts" AS attempt ON attempt."user_id" = period."user_id" AND attempt."behaviour" <> 'practice'
  JOIN "answers" AS answer ON answer."attempt_id" = attempt."id" AND answer."tries" = 1
    AND answer."answered_at" >= period."joined_at"
  WHERE period."left_at" IS NULL
)
INSERT INTO "item_misses" ("period_id", "topic_id", "item_id", "missed", "certain", "attempt_id", "missed_at")
SELECT period_id, "topic_id", "item_id", count(*)::int, count(*) FILTER (WHERE "confidence" = 3)::int,
  (array_agg("attempt_id" ORDER BY "answered_at" DESC))[1], max("answered_at")
FROM answered
WHERE is_missed AND (known_at IS NULL OR "answered_at" > known_at)
GROUP BY period_id, "topic_id", "item_id";
