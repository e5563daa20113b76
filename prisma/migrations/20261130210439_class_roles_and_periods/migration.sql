-- AlterTable
ALTER TABLE "classes" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_sample" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'ko',
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'Asia/Seoul';

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "alias" TEXT,
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "section_id" UUID,
ADD COLUMN     "shows_standing" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "student_number" TEXT;

-- CreateTable
CREATE TABLE "class_staff" (
    "class_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "class_staff_pkey" PRIMARY KEY ("class_id","user_id")
);

-- CreateTable
CREATE TABLE "class_sections" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "class_sections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_periods" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "left_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "open_key" TEXT,
    "last_active_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_periods_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_progress" (
    "period_id" UUID NOT NULL,
    "topic_id" TEXT NOT NULL,
    "best_share" DOUBLE PRECISION,
    "last_share" DOUBLE PRECISION,
    "standing_share" DOUBLE PRECISION,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "practised" INTEGER NOT NULL DEFAULT 0,
    "sections" INTEGER NOT NULL DEFAULT 0,
    "last_active_at" TIMESTAMPTZ(3),

    CONSTRAINT "topic_progress_pkey" PRIMARY KEY ("period_id","topic_id")
);

-- CreateTable
CREATE TABLE "class_events" (
    "id" UUID NOT NULL,
    "class_id" UUID NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "about" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "class_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "class_staff_user_id_idx" ON "class_staff"("user_id");

-- CreateIndex
CREATE INDEX "class_sections_class_id_idx" ON "class_sections"("class_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_periods_open_key_key" ON "membership_periods"("open_key");

-- CreateIndex
CREATE INDEX "membership_periods_class_id_user_id_joined_at_idx" ON "membership_periods"("class_id", "user_id", "joined_at");

-- CreateIndex
CREATE INDEX "membership_periods_user_id_left_at_idx" ON "membership_periods"("user_id", "left_at");

-- CreateIndex
CREATE INDEX "class_events_class_id_at_idx" ON "class_events"("class_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_id_key" ON "memberships"("id");

-- CreateIndex
CREATE INDEX "memberships_section_id_idx" ON "memberships"("section_id");

-- AddForeignKey
ALTER TABLE "class_staff" ADD CONSTRAINT "class_staff_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "classes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_staff" ADD CONSTRAINT "class_staff_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_sections" ADD CONSTRAINT "class_sections_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "classes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "class_sections"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_periods" ADD CONSTRAINT "membership_periods_class_id_user_id_fkey" FOREIGN KEY ("class_id", "user_id") REFERENCES "memberships"("class_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_progress" ADD CONSTRAINT "topic_progress_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "membership_periods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_events" ADD CONSTRAINT "class_events_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "classes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_events" ADD CONSTRAINT "class_events_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;


ALTER TABLE "memberships" ALTER COLUMN "id" DROP DEFAULT;

-- Whoever opened a class owns it.
INSERT INTO "class_staff" ("class_id", "user_id", "role", "created_at")
SELECT "id", "instructor_id", 'owner', "created_at" FROM "classes";

-- Whoever is in a class has been since joining, and was told then that the instructor sees all progress.
INSERT INTO "membership_periods" ("id", "class_id", "user_id", "joined_at", "open_key")
SELECT gen_random_uuid(), "class_id", "user_id", "joined_at", "class_id" || ' ' || "user_id" FROM "memberships";
UPDATE "memberships" SET "shows_standing" = true;

-- What was done since joining, added up as it is from now on with each answer.
WITH quiz AS (
  SELECT attempt."id", attempt."user_id", attempt."topic_id", attempt."started_at", attempt."finished_at",
    sum(answer."earned") / NULLIF(sum(answer."total"), 0) AS share
  FROM "quiz_attempts" AS attempt JOIN "answers" AS answer ON answer."attempt_id" = attempt."id"
  WHERE attempt."behaviour" = 'quiz' AND attempt."finished_at" IS NOT NULL AND attempt."discarded_at" IS NULL
    AND attempt."user_id" IN (SELECT "user_id" FROM "membership_periods")
  GROUP BY attempt."id"
), fact AS (
  SELECT period."id" AS period_id, quiz."topic_id",
    CASE WHEN quiz."started_at" >= period."joined_at" THEN quiz.share END AS share,
    CASE WHEN quiz."started_at" < period."joined_at" THEN quiz.share END AS standing,
    quiz."finished_at" AS finished_at,
    0 AS answers, 0 AS practised, 0 AS sections,
    CASE WHEN quiz."started_at" >= period."joined_at" THEN quiz."finished_at" END AS active_at
  FROM "membership_periods" AS period JOIN quiz ON quiz."user_id" = period."user_id"
  UNION ALL
  SELECT period."id", attempt."topic_id", NULL, NULL, NULL,
    (attempt."behaviour" <> 'practice')::int, (attempt."behaviour" = 'practice')::int, 0, answer."answered_at"
  FROM "membership_periods" AS period
  JOIN "quiz_attempts" AS attempt ON attempt."user_id" = period."user_id"
  JOIN "answers" AS answer ON answer."attempt_id" = attempt."id" AND answer."answered_at" >= period."joined_at"
  WHERE answer."tries" > 0
  UNION ALL
  SELECT period."id", section."topic_id", NULL, NULL, NULL, 0, 0, (section."read_at" >= period."joined_at")::int,
    CASE WHEN section."read_at" >= period."joined_at" THEN section."read_at" END
  FROM "membership_periods" AS period JOIN "section_progress" AS section ON section."user_id" = period."user_id"
)
INSERT INTO "topic_progress" (
  "period_id", "topic_id", "best_share", "last_share", "standing_share", "attempts", "answers", "practised", "sections",
  "last_active_at"
)
SELECT period_id, "topic_id", max(share),
  (array_agg(share ORDER BY finished_at DESC) FILTER (WHERE share IS NOT NULL))[1],
  (array_agg(standing ORDER BY finished_at DESC) FILTER (WHERE standing IS NOT NULL))[1],
  count(share)::int, sum(answers)::int, sum(practised)::int, sum(sections)::int, max(active_at)
FROM fact GROUP BY period_id, "topic_id";

UPDATE "membership_periods" AS period SET "last_active_at" = found.at
FROM (SELECT "period_id", max("last_active_at") AS at FROM "topic_progress" GROUP BY "period_id") AS found
WHERE found."period_id" = period."id";

-- DropForeignKey
ALTER TABLE "classes" DROP CONSTRAINT "classes_instructor_id_fkey";

-- DropIndex
DROP INDEX "classes_instructor_id_idx";

-- AlterTable
ALTER TABLE "classes" DROP COLUMN "instructor_id";
ALTER TABLE "memberships" DROP COLUMN "joined_at";
