-- AlterTable
ALTER TABLE "users" ADD COLUMN     "sample_class_id" UUID;

-- CreateIndex
CREATE INDEX "users_sample_class_id_idx" ON "users"("sample_class_id");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_sample_class_id_fkey" FOREIGN KEY ("sample_class_id") REFERENCES "classes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
