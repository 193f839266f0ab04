-- CreateTable
CREATE TABLE "test_summary" (
    "repository_id" BIGINT NOT NULL,
    "test_case_id" UUID NOT NULL,
    "executions" INTEGER NOT NULL,
    "passed" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "flaky" INTEGER NOT NULL,
    "failure_rate" DOUBLE PRECISION,
    "flake_rate" DOUBLE PRECISION,
    "duration_sum_ms" DOUBLE PRECISION NOT NULL,
    "duration_p50_ms" DOUBLE PRECISION,
    "duration_p95_ms" DOUBLE PRECISION,
    "last_outcome" TEXT,
    "last_at" TIMESTAMPTZ(3),
    "last_failed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_summary_pkey" PRIMARY KEY ("repository_id","test_case_id")
);

-- CreateTable
CREATE TABLE "repository_period" (
    "repository_id" BIGINT NOT NULL,
    "period_start" TIMESTAMPTZ(3) NOT NULL,
    "runs" INTEGER NOT NULL,
    "tests" INTEGER NOT NULL,
    "executions" INTEGER NOT NULL,
    "passed" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "flaky" INTEGER NOT NULL,
    "duration_sum_ms" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "repository_period_pkey" PRIMARY KEY ("repository_id","period_start")
);

-- CreateIndex
CREATE INDEX "test_summary_repository_id_failure_rate_test_case_id_idx" ON "test_summary"("repository_id", "failure_rate", "test_case_id");

-- CreateIndex
CREATE INDEX "test_summary_repository_id_flake_rate_test_case_id_idx" ON "test_summary"("repository_id", "flake_rate", "test_case_id");

-- CreateIndex
CREATE INDEX "test_summary_repository_id_duration_p95_ms_test_case_id_idx" ON "test_summary"("repository_id", "duration_p95_ms", "test_case_id");

-- AddForeignKey
ALTER TABLE "test_summary" ADD CONSTRAINT "test_summary_repository_id_test_case_id_fkey" FOREIGN KEY ("repository_id", "test_case_id") REFERENCES "test_case"("repository_id", "test_case_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "repository_period" ADD CONSTRAINT "repository_period_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;
