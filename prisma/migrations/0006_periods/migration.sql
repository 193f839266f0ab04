-- AlterTable
ALTER TABLE "ci_run" ADD COLUMN     "aggregated_at" TIMESTAMPTZ(3),
ADD COLUMN     "speed" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "test_period" (
    "repository_id" BIGINT NOT NULL,
    "test_case_id" UUID NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "executions" INTEGER NOT NULL,
    "passed" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "flaky" INTEGER NOT NULL,
    "duration_count" INTEGER NOT NULL,
    "duration_sum_ms" DOUBLE PRECISION NOT NULL,
    "duration_p50_ms" DOUBLE PRECISION,
    "duration_p95_ms" DOUBLE PRECISION,

    CONSTRAINT "test_period_pkey" PRIMARY KEY ("repository_id","test_case_id","period_start")
);

-- CreateIndex
CREATE INDEX "test_period_repository_id_period_start_idx" ON "test_period"("repository_id", "period_start");

-- CreateIndex
CREATE INDEX "ci_run_repository_id_aggregated_at_idx" ON "ci_run"("repository_id", "aggregated_at");
