-- CreateTable
CREATE TABLE "prediction_answers" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "lab_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "prediction_id" TEXT NOT NULL,
    "option" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "is_right" BOOLEAN NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prediction_answers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "prediction_answers_user_id_lab_id_prediction_id_key" ON "prediction_answers"("user_id", "lab_id", "prediction_id");

-- AddForeignKey
ALTER TABLE "prediction_answers" ADD CONSTRAINT "prediction_answers_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
