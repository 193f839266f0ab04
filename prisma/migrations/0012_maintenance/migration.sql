-- AlterTable
ALTER TABLE "flaky_finding" ADD COLUMN     "cure" JSONB;

-- CreateTable
CREATE TABLE "maintenance_pull" (
    "repository_id" BIGINT NOT NULL,
    "pull_number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "subjects" TEXT[],
    "edits_digest" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "base_branch" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "decided_by" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "maintenance_pull_pkey" PRIMARY KEY ("repository_id","pull_number")
);

-- CreateIndex
CREATE INDEX "maintenance_pull_repository_id_kind_topic_idx" ON "maintenance_pull"("repository_id", "kind", "topic");

-- CreateIndex
CREATE INDEX "maintenance_pull_opened_at_idx" ON "maintenance_pull"("opened_at");

-- AddForeignKey
ALTER TABLE "maintenance_pull" ADD CONSTRAINT "maintenance_pull_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;
