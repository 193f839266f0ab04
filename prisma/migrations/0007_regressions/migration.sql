-- AlterTable
ALTER TABLE "repository" ADD COLUMN     "code_owners" TEXT;

-- CreateTable
CREATE TABLE "performance_regression" (
    "repository_id" BIGINT NOT NULL,
    "performance_regression_id" UUID NOT NULL,
    "test_case_id" UUID NOT NULL,
    "fast_commit" TEXT NOT NULL,
    "since_commit" TEXT NOT NULL,
    "until_commit" TEXT NOT NULL,
    "since_at" TIMESTAMPTZ(3) NOT NULL,
    "before_ms" DOUBLE PRECISION NOT NULL,
    "after_ms" DOUBLE PRECISION NOT NULL,
    "ratio" DOUBLE PRECISION NOT NULL,
    "ratio_low" DOUBLE PRECISION NOT NULL,
    "ratio_high" DOUBLE PRECISION NOT NULL,
    "chance" DOUBLE PRECISION NOT NULL,
    "runs_before" INTEGER NOT NULL,
    "runs_after" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "resolved_commit" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "performance_regression_pkey" PRIMARY KEY ("repository_id","performance_regression_id")
);

-- CreateIndex
CREATE INDEX "performance_regression_repository_id_test_case_id_since_at_idx" ON "performance_regression"("repository_id", "test_case_id", "since_at");

-- CreateIndex
CREATE INDEX "performance_regression_repository_id_state_performance_regr_idx" ON "performance_regression"("repository_id", "state", "performance_regression_id");

-- CreateIndex
CREATE INDEX "performance_regression_updated_at_idx" ON "performance_regression"("updated_at");

-- AddForeignKey
ALTER TABLE "performance_regression" ADD CONSTRAINT "performance_regression_repository_id_test_case_id_fkey" FOREIGN KEY ("repository_id", "test_case_id") REFERENCES "test_case"("repository_id", "test_case_id") ON DELETE CASCADE ON UPDATE NO ACTION;
