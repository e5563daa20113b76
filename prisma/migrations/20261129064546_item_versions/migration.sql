-- AlterTable
ALTER TABLE "quiz_attempts" ADD COLUMN     "discarded_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "item_versions" (
    "hash" TEXT NOT NULL,
    "item" JSONB NOT NULL,

    CONSTRAINT "item_versions_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "quiz_attempts_user_id_open_key_idx" ON "quiz_attempts"("user_id", "open_key");

-- Sittings kept copies of their items, as { item, seed }: each item is stored once from now on, and sittings name it.
-- The hash only has to be the same for the same item: that of a JSONB's text is.
INSERT INTO "item_versions" ("hash", "item")
SELECT DISTINCT ON (1) encode(sha256(convert_to((kept -> 'item')::text, 'UTF8')), 'hex'), kept -> 'item'
FROM "quiz_attempts", jsonb_array_elements("items") AS kept;

UPDATE "quiz_attempts"
SET "items" = (
  SELECT jsonb_agg(
    jsonb_strip_nulls(jsonb_build_object(
      'id', kept #> '{item,id}',
      'hash', encode(sha256(convert_to((kept -> 'item')::text, 'UTF8')), 'hex'),
      'seed', kept -> 'seed',
      'prediction', CASE WHEN kept #>> '{item,type}' = 'predict-then-run'
        THEN (kept #>> '{item,lab}') || '/' || (kept #>> '{item,prediction}') END
    )) ORDER BY place
  )
  FROM jsonb_array_elements("items") WITH ORDINALITY AS listed(kept, place)
)
WHERE "items" <> '[]';
