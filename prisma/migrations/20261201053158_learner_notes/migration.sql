-- CreateTable
CREATE TABLE "learner_notes" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "author_id" UUID,
    "is_feedback" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_notes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "learner_notes_learner_id_written_at_idx" ON "learner_notes"("learner_id", "written_at");

-- CreateIndex
CREATE INDEX "learner_notes_author_id_idx" ON "learner_notes"("author_id");

-- AddForeignKey
ALTER TABLE "learner_notes" ADD CONSTRAINT "learner_notes_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "memberships"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_notes" ADD CONSTRAINT "learner_notes_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
