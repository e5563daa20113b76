-- DropIndex
DROP INDEX "answers_attempt_id_item_id_key";

-- AlterTable
ALTER TABLE "answers" ADD COLUMN     "hints_taken" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "misconceptions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "sureness" INTEGER,
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "quiz_attempts" ADD COLUMN     "behaviour" TEXT NOT NULL DEFAULT 'quiz',
ADD COLUMN     "hints" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "items" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "open_key" TEXT;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "retention" DOUBLE PRECISION NOT NULL DEFAULT 0.9;

-- CreateTable
CREATE TABLE "review_cards" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "topic_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "memory" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_cards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviews" (
    "id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "remembered" TEXT NOT NULL,
    "response" JSONB,
    "earned" INTEGER,
    "total" INTEGER,
    "memory_before" JSONB NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "review_cards_user_id_due_at_idx" ON "review_cards"("user_id", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "review_cards_user_id_topic_id_kind_ref_key" ON "review_cards"("user_id", "topic_id", "kind", "ref");

-- CreateIndex
CREATE INDEX "reviews_card_id_reviewed_at_idx" ON "reviews"("card_id", "reviewed_at");

-- CreateIndex
CREATE UNIQUE INDEX "answers_attempt_id_item_id_tries_key" ON "answers"("attempt_id", "item_id", "tries");

-- CreateIndex
CREATE UNIQUE INDEX "quiz_attempts_open_key_key" ON "quiz_attempts"("open_key");

-- AddForeignKey
ALTER TABLE "review_cards" ADD CONSTRAINT "review_cards_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_card_id_fkey" FOREIGN KEY ("card_id") REFERENCES "review_cards"("id") ON DELETE CASCADE ON UPDATE CASCADE;
