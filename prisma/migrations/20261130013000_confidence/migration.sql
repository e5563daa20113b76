-- Renames what is stored, nothing is lost.
ALTER TABLE "answers" RENAME COLUMN "sureness" TO "confidence";
ALTER TABLE "reviews" RENAME COLUMN "sureness" TO "confidence";
