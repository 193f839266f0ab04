-- AlterTable
ALTER TABLE "repository" ADD COLUMN     "gate_workflows" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "ci_run" ADD COLUMN     "record" JSONB;

-- AlterTable
ALTER TABLE "quarantine" ADD COLUMN     "automatic" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "ended_as" TEXT,
ADD COLUMN     "expiry_told_at" TIMESTAMPTZ(3),
ADD COLUMN     "issue" TEXT,
ADD COLUMN     "pull_number" INTEGER,
ADD COLUMN     "renewals" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "gate" (
    "repository_id" BIGINT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "head_branch" TEXT,
    "state" TEXT NOT NULL,
    "tests" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "quarantines" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "judged_at" TIMESTAMPTZ(3),

    CONSTRAINT "gate_pkey" PRIMARY KEY ("repository_id","head_sha")
);

-- CreateIndex
CREATE INDEX "gate_repository_id_first_seen_at_idx" ON "gate"("repository_id", "first_seen_at");

-- CreateIndex
CREATE INDEX "gate_first_seen_at_idx" ON "gate"("first_seen_at");

-- CreateIndex
CREATE INDEX "ci_run_repository_id_workflow_path_started_at_idx" ON "ci_run"("repository_id", "workflow_path", "started_at");

-- AddForeignKey
ALTER TABLE "gate" ADD CONSTRAINT "gate_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;
