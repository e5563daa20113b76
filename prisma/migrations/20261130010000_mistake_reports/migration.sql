-- AlterTable
ALTER TABLE "users" ADD COLUMN     "is_administrator" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "mistake_reports" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "topic_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mistake_reports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mistake_reports_user_id_reported_at_idx" ON "mistake_reports"("user_id", "reported_at");

-- CreateIndex
CREATE INDEX "mistake_reports_reported_at_idx" ON "mistake_reports"("reported_at");

-- AddForeignKey
ALTER TABLE "mistake_reports" ADD CONSTRAINT "mistake_reports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
