-- CreateTable
CREATE TABLE "lesson_predictions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "topic_id" TEXT NOT NULL,
    "prediction_id" TEXT NOT NULL,
    "choice_id" TEXT NOT NULL,
    "is_right" BOOLEAN NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "lesson_predictions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "lesson_predictions_user_id_topic_id_prediction_id_key" ON "lesson_predictions"("user_id", "topic_id", "prediction_id");

-- AddForeignKey
ALTER TABLE "lesson_predictions" ADD CONSTRAINT "lesson_predictions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
