-- CreateTable
CREATE TABLE "challenge_tries" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "lab_id" TEXT NOT NULL,
    "challenge_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "recording" JSONB,
    "commands_used" INTEGER NOT NULL,
    "reached" INTEGER NOT NULL,
    "spent_ms" INTEGER NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "challenge_tries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenge_stalls" (
    "period_id" UUID NOT NULL,
    "lab_id" TEXT NOT NULL,
    "challenge_id" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "spent_ms" INTEGER NOT NULL,
    "reached" INTEGER NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "challenge_stalls_pkey" PRIMARY KEY ("period_id","lab_id","challenge_id")
);

-- CreateIndex
CREATE INDEX "challenge_tries_user_id_lab_id_challenge_id_tried_at_idx" ON "challenge_tries"("user_id", "lab_id", "challenge_id", "tried_at");

-- AddForeignKey
ALTER TABLE "challenge_tries" ADD CONSTRAINT "challenge_tries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_stalls" ADD CONSTRAINT "challenge_stalls_period_id_fkey" FOREIGN KEY ("period_id") REFERENCES "membership_periods"("id") ON DELETE CASCADE ON UPDATE CASCADE;
