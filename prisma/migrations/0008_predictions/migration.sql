-- CreateTable
CREATE TABLE "predictor" (
    "repository_id" BIGINT NOT NULL,
    "learned" JSONB NOT NULL,
    "learned_to" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "predictor_pkey" PRIMARY KEY ("repository_id")
);

-- CreateTable
CREATE TABLE "prediction" (
    "repository_id" BIGINT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "test_id" TEXT NOT NULL,
    "file" TEXT,
    "pull_number" INTEGER,
    "failure" DOUBLE PRECISION NOT NULL,
    "maintenance" DOUBLE PRECISION NOT NULL,
    "basis" TEXT NOT NULL,
    "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "failed" BOOLEAN,
    "maintained" BOOLEAN,
    "scored_at" TIMESTAMPTZ(3),

    CONSTRAINT "prediction_pkey" PRIMARY KEY ("repository_id","head_sha","test_id")
);

-- CreateIndex
CREATE INDEX "predictor_updated_at_idx" ON "predictor"("updated_at");

-- CreateIndex
CREATE INDEX "prediction_repository_id_pull_number_idx" ON "prediction"("repository_id", "pull_number");

-- CreateIndex
CREATE INDEX "prediction_repository_id_test_id_made_at_idx" ON "prediction"("repository_id", "test_id", "made_at");

-- CreateIndex
CREATE INDEX "prediction_made_at_idx" ON "prediction"("made_at");

-- AddForeignKey
ALTER TABLE "predictor" ADD CONSTRAINT "predictor_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;
