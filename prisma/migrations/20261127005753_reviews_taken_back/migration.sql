-- AlterTable
ALTER TABLE "answers" ALTER COLUMN "earned" SET DATA TYPE DOUBLE PRECISION;

-- AlterTable
ALTER TABLE "reviews" ADD COLUMN     "sureness" INTEGER,
ADD COLUMN     "undone_at" TIMESTAMPTZ(3),
ADD COLUMN     "variant" INTEGER NOT NULL DEFAULT 0;
