-- CreateTable
CREATE TABLE "solved_challenges" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "lab_id" TEXT NOT NULL,
    "challenge_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "recording" JSONB NOT NULL,
    "commands_used" INTEGER NOT NULL,
    "at_step" INTEGER NOT NULL,
    "solved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "solved_challenges_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "solved_challenges_user_id_lab_id_challenge_id_key" ON "solved_challenges"("user_id", "lab_id", "challenge_id");

-- AddForeignKey
ALTER TABLE "solved_challenges" ADD CONSTRAINT "solved_challenges_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
