-- CreateTable
CREATE TABLE "stale_look" (
    "repository_id" BIGINT NOT NULL,
    "stale_look_id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "pull_number" INTEGER NOT NULL,
    "head_sha" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "job" JSONB NOT NULL,
    "workflow_run_id" BIGINT,
    "dispatched_at" TIMESTAMPTZ(3),
    "answer" JSONB,
    "advised" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "stale_look_pkey" PRIMARY KEY ("repository_id","stale_look_id")
);

-- CreateIndex
CREATE INDEX "stale_look_repository_id_pull_number_created_at_idx" ON "stale_look"("repository_id", "pull_number", "created_at");

-- CreateIndex
CREATE INDEX "stale_look_created_at_idx" ON "stale_look"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "stale_look_repository_id_head_sha_pull_number_key" ON "stale_look"("repository_id", "head_sha", "pull_number");

-- CreateIndex
CREATE UNIQUE INDEX "stale_look_repository_id_nonce_key" ON "stale_look"("repository_id", "nonce");

-- AddForeignKey
ALTER TABLE "stale_look" ADD CONSTRAINT "stale_look_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;
