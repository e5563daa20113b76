-- CreateTable
CREATE TABLE "reading_positions" (
    "user_id" UUID NOT NULL,
    "topic_id" TEXT NOT NULL,
    "section_id" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reading_positions_pkey" PRIMARY KEY ("user_id","topic_id")
);

-- AddForeignKey
ALTER TABLE "reading_positions" ADD CONSTRAINT "reading_positions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
