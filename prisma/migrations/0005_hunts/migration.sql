-- CreateTable
CREATE TABLE "hunt" (
    "repository_id" BIGINT NOT NULL,
    "hunt_id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "day" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "job" JSONB NOT NULL,
    "workflow_run_id" BIGINT,
    "dispatched_at" TIMESTAMPTZ(3),
    "summary" JSONB,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "hunt_pkey" PRIMARY KEY ("repository_id","hunt_id")
);

-- CreateTable
CREATE TABLE "flaky_finding" (
    "repository_id" BIGINT NOT NULL,
    "hunt_id" UUID NOT NULL,
    "test_id" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "finding" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "flaky_finding_pkey" PRIMARY KEY ("repository_id","hunt_id","test_id")
);

-- CreateTable
CREATE TABLE "code_marker" (
    "repository_id" BIGINT NOT NULL,
    "code_marker_id" UUID NOT NULL,
    "test_id" TEXT NOT NULL,
    "framework" TEXT NOT NULL,
    "mark" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "asked_in" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "pull_number" INTEGER,
    "removal_pull" INTEGER,
    "released_at" TIMESTAMPTZ(3),
    "released_by" TEXT,
    "release_reason" TEXT,

    CONSTRAINT "code_marker_pkey" PRIMARY KEY ("repository_id","code_marker_id")
);

-- CreateIndex
CREATE INDEX "hunt_repository_id_workflow_run_id_idx" ON "hunt"("repository_id", "workflow_run_id");

-- CreateIndex
CREATE INDEX "hunt_installation_id_dispatched_at_idx" ON "hunt"("installation_id", "dispatched_at");

-- CreateIndex
CREATE INDEX "hunt_created_at_idx" ON "hunt"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "hunt_repository_id_day_key" ON "hunt"("repository_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "hunt_repository_id_nonce_key" ON "hunt"("repository_id", "nonce");

-- CreateIndex
CREATE INDEX "flaky_finding_repository_id_test_id_at_idx" ON "flaky_finding"("repository_id", "test_id", "at");

-- CreateIndex
CREATE INDEX "code_marker_repository_id_test_id_idx" ON "code_marker"("repository_id", "test_id");

-- CreateIndex
CREATE INDEX "code_marker_state_expires_at_idx" ON "code_marker"("state", "expires_at");

-- CreateIndex
CREATE INDEX "code_marker_created_at_idx" ON "code_marker"("created_at");

-- AddForeignKey
ALTER TABLE "hunt" ADD CONSTRAINT "hunt_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "flaky_finding" ADD CONSTRAINT "flaky_finding_repository_id_hunt_id_fkey" FOREIGN KEY ("repository_id", "hunt_id") REFERENCES "hunt"("repository_id", "hunt_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "code_marker" ADD CONSTRAINT "code_marker_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;
