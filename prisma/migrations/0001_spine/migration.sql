-- CreateTable
CREATE TABLE "delivery" (
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "action" TEXT,
    "installation_id" BIGINT,
    "repository_id" BIGINT,
    "payload" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" BIGINT NOT NULL,
    "account_login" TEXT NOT NULL,
    "account_type" TEXT NOT NULL,
    "permissions" JSONB NOT NULL DEFAULT '{}',
    "events" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "suspended_at" TIMESTAMPTZ(3),
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repository" (
    "repository_id" BIGINT NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "full_name" TEXT NOT NULL,
    "default_branch" TEXT,
    "is_private" BOOLEAN NOT NULL DEFAULT true,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repository_pkey" PRIMARY KEY ("repository_id")
);

-- CreateTable
CREATE TABLE "ci_run" (
    "repository_id" BIGINT NOT NULL,
    "ci_run_id" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "workflow_id" BIGINT NOT NULL,
    "workflow_path" TEXT NOT NULL,
    "workflow_name" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "conclusion" TEXT,
    "head_branch" TEXT,
    "head_sha" TEXT NOT NULL,
    "head_repository_id" BIGINT,
    "tested_tree" TEXT,
    "merge_head_sha" TEXT,
    "merge_base_sha" TEXT,
    "pull_numbers" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "actor" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "ingested_at" TIMESTAMPTZ(3),

    CONSTRAINT "ci_run_pkey" PRIMARY KEY ("repository_id","ci_run_id","attempt")
);

-- CreateTable
CREATE TABLE "job" (
    "repository_id" BIGINT NOT NULL,
    "job_id" BIGINT NOT NULL,
    "ci_run_id" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "variant" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "conclusion" TEXT,
    "runner" TEXT,
    "class" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("repository_id","job_id")
);

-- CreateTable
CREATE TABLE "test_case" (
    "repository_id" BIGINT NOT NULL,
    "test_case_id" UUID NOT NULL,
    "framework" TEXT NOT NULL,
    "test_id" TEXT NOT NULL,
    "file" TEXT,
    "suite" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "parameters" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_case_pkey" PRIMARY KEY ("repository_id","test_case_id")
);

-- CreateTable
CREATE TABLE "test_execution" (
    "repository_id" BIGINT NOT NULL,
    "ci_run_id" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "job" TEXT NOT NULL DEFAULT '',
    "variant" TEXT NOT NULL DEFAULT '',
    "test_case_id" UUID NOT NULL,
    "repetition" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "duration_ms" DOUBLE PRECISION,
    "source" TEXT NOT NULL,

    CONSTRAINT "test_execution_pkey" PRIMARY KEY ("repository_id","ci_run_id","attempt","job","variant","test_case_id","repetition","at")
) PARTITION BY RANGE ("at");

-- Takes what no month stands ready for; src/server/history/partitions.ts makes the months ahead and empties it
CREATE TABLE "test_execution_default" PARTITION OF "test_execution" DEFAULT;

-- CreateTable
CREATE TABLE "test_failure" (
    "repository_id" BIGINT NOT NULL,
    "test_failure_id" UUID NOT NULL,
    "ci_run_id" BIGINT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "job" TEXT NOT NULL DEFAULT '',
    "variant" TEXT NOT NULL DEFAULT '',
    "test_case_id" UUID NOT NULL,
    "repetition" INTEGER NOT NULL DEFAULT 0,
    "failure_type" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "stack" TEXT NOT NULL DEFAULT '',
    "line" INTEGER,
    "signature_version" INTEGER NOT NULL,
    "loose_signature" TEXT NOT NULL,
    "strict_signature" TEXT NOT NULL,
    "signature_fields" JSONB NOT NULL,
    "healing_id" UUID,
    "generation" INTEGER,
    "verdict" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "test_failure_pkey" PRIMARY KEY ("repository_id","test_failure_id")
);

-- CreateTable
CREATE TABLE "healing" (
    "repository_id" BIGINT NOT NULL,
    "healing_id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "tested_tree" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "head_branch" TEXT,
    "head_repository_id" BIGINT,
    "base_sha" TEXT,
    "merge_head_sha" TEXT,
    "merge_base_sha" TEXT,
    "pull_number" INTEGER,
    "checks" JSONB NOT NULL DEFAULT '[]',
    "wait_until" TIMESTAMPTZ(3),
    "heal_job" JSONB,
    "dispatch_nonce" TEXT,
    "dispatched_at" TIMESTAMPTZ(3),
    "workflow_run_id" BIGINT,
    "check_run_id" BIGINT,
    "comment_id" BIGINT,
    "result" JSONB,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "healing_pkey" PRIMARY KEY ("repository_id","healing_id")
);

-- CreateTable
CREATE TABLE "healing_event" (
    "repository_id" BIGINT NOT NULL,
    "healing_id" UUID NOT NULL,
    "healing_event_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "healing_event_pkey" PRIMARY KEY ("repository_id","healing_id","healing_event_id")
);

-- CreateTable
CREATE TABLE "repair" (
    "repository_id" BIGINT NOT NULL,
    "repair_id" UUID NOT NULL,
    "healing_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "test_ids" TEXT[],
    "strict_signatures" TEXT[],
    "strategy" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "oracle" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "confidence" DOUBLE PRECISION NOT NULL,
    "offered" BOOLEAN NOT NULL,
    "reason" TEXT,
    "detail" JSONB NOT NULL,
    "pull_number" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "repair_pkey" PRIMARY KEY ("repository_id","repair_id")
);

-- CreateTable
CREATE TABLE "pull_request_outcome" (
    "repository_id" BIGINT NOT NULL,
    "pull_number" INTEGER NOT NULL,
    "healing_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "branch" TEXT NOT NULL,
    "base_branch" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'open',
    "decided_by" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "pull_request_outcome_pkey" PRIMARY KEY ("repository_id","pull_number")
);

-- CreateTable
CREATE TABLE "quarantine" (
    "repository_id" BIGINT NOT NULL,
    "quarantine_id" UUID NOT NULL,
    "test_id" TEXT NOT NULL,
    "framework" TEXT NOT NULL,
    "signature_version" INTEGER NOT NULL,
    "strict_signature" TEXT NOT NULL,
    "loose_signature" TEXT NOT NULL,
    "any_value" BOOLEAN NOT NULL DEFAULT false,
    "owner" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" TEXT,

    CONSTRAINT "quarantine_pkey" PRIMARY KEY ("repository_id","quarantine_id")
);

-- CreateTable
CREATE TABLE "declined_signature" (
    "repository_id" BIGINT NOT NULL,
    "test_id" TEXT NOT NULL,
    "strict_signature" TEXT NOT NULL,
    "loose_signature" TEXT NOT NULL,
    "signature_version" INTEGER NOT NULL,
    "any_value" BOOLEAN NOT NULL DEFAULT false,
    "pull_number" INTEGER,
    "declined_by" TEXT NOT NULL,
    "declined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "declined_signature_pkey" PRIMARY KEY ("repository_id","test_id","strict_signature")
);

-- CreateTable
CREATE TABLE "audit" (
    "repository_id" BIGINT NOT NULL,
    "audit_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("repository_id","audit_id")
);

-- CreateIndex
CREATE INDEX "delivery_received_at_idx" ON "delivery"("received_at");

-- CreateIndex
CREATE INDEX "installation_deleted_at_idx" ON "installation"("deleted_at");

-- CreateIndex
CREATE INDEX "repository_installation_id_idx" ON "repository"("installation_id");

-- CreateIndex
CREATE INDEX "repository_full_name_idx" ON "repository"("full_name");

-- CreateIndex
CREATE INDEX "repository_removed_at_idx" ON "repository"("removed_at");

-- CreateIndex
CREATE INDEX "ci_run_repository_id_head_sha_idx" ON "ci_run"("repository_id", "head_sha");

-- CreateIndex
CREATE INDEX "ci_run_repository_id_head_branch_started_at_idx" ON "ci_run"("repository_id", "head_branch", "started_at");

-- CreateIndex
CREATE INDEX "ci_run_started_at_idx" ON "ci_run"("started_at");

-- CreateIndex
CREATE INDEX "job_repository_id_ci_run_id_attempt_idx" ON "job"("repository_id", "ci_run_id", "attempt");

-- CreateIndex
CREATE INDEX "test_case_repository_id_test_id_idx" ON "test_case"("repository_id", "test_id");

-- CreateIndex
CREATE INDEX "test_case_last_seen_at_idx" ON "test_case"("last_seen_at");

-- CreateIndex
CREATE INDEX "test_execution_repository_id_test_case_id_at_idx" ON "test_execution"("repository_id", "test_case_id", "at");

-- CreateIndex
CREATE INDEX "test_failure_repository_id_strict_signature_at_idx" ON "test_failure"("repository_id", "strict_signature", "at");

-- CreateIndex
CREATE INDEX "test_failure_repository_id_loose_signature_at_idx" ON "test_failure"("repository_id", "loose_signature", "at");

-- CreateIndex
CREATE INDEX "test_failure_repository_id_healing_id_idx" ON "test_failure"("repository_id", "healing_id");

-- CreateIndex
CREATE INDEX "test_failure_repository_id_test_case_id_idx" ON "test_failure"("repository_id", "test_case_id");

-- CreateIndex
CREATE INDEX "test_failure_at_idx" ON "test_failure"("at");

-- CreateIndex
CREATE UNIQUE INDEX "test_failure_execution_key" ON "test_failure"("repository_id", "ci_run_id", "attempt", "job", "variant", "test_case_id", "repetition");

-- CreateIndex
CREATE INDEX "healing_repository_id_head_sha_idx" ON "healing"("repository_id", "head_sha");

-- CreateIndex
CREATE INDEX "healing_repository_id_head_branch_created_at_idx" ON "healing"("repository_id", "head_branch", "created_at");

-- CreateIndex
CREATE INDEX "healing_repository_id_pull_number_idx" ON "healing"("repository_id", "pull_number");

-- CreateIndex
CREATE INDEX "healing_repository_id_workflow_run_id_idx" ON "healing"("repository_id", "workflow_run_id");

-- CreateIndex
CREATE INDEX "healing_state_updated_at_idx" ON "healing"("state", "updated_at");

-- CreateIndex
CREATE INDEX "healing_created_at_idx" ON "healing"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "healing_repository_id_tested_tree_attempt_key" ON "healing"("repository_id", "tested_tree", "attempt");

-- CreateIndex
CREATE UNIQUE INDEX "healing_repository_id_dispatch_nonce_key" ON "healing"("repository_id", "dispatch_nonce");

-- CreateIndex
CREATE INDEX "healing_event_repository_id_healing_id_at_idx" ON "healing_event"("repository_id", "healing_id", "at");

-- CreateIndex
CREATE INDEX "repair_repository_id_healing_id_idx" ON "repair"("repository_id", "healing_id");

-- CreateIndex
CREATE INDEX "repair_repository_id_pull_number_idx" ON "repair"("repository_id", "pull_number");

-- CreateIndex
CREATE INDEX "pull_request_outcome_repository_id_healing_id_idx" ON "pull_request_outcome"("repository_id", "healing_id");

-- CreateIndex
CREATE INDEX "pull_request_outcome_repository_id_branch_idx" ON "pull_request_outcome"("repository_id", "branch");

-- CreateIndex
CREATE INDEX "quarantine_repository_id_strict_signature_idx" ON "quarantine"("repository_id", "strict_signature");

-- CreateIndex
CREATE INDEX "quarantine_repository_id_test_id_idx" ON "quarantine"("repository_id", "test_id");

-- CreateIndex
CREATE INDEX "quarantine_expires_at_idx" ON "quarantine"("expires_at");

-- CreateIndex
CREATE INDEX "declined_signature_repository_id_strict_signature_idx" ON "declined_signature"("repository_id", "strict_signature");

-- CreateIndex
CREATE INDEX "declined_signature_declined_at_idx" ON "declined_signature"("declined_at");

-- CreateIndex
CREATE INDEX "audit_repository_id_at_idx" ON "audit"("repository_id", "at");

-- CreateIndex
CREATE INDEX "audit_at_idx" ON "audit"("at");

-- AddForeignKey
ALTER TABLE "ci_run" ADD CONSTRAINT "ci_run_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_repository_id_ci_run_id_attempt_fkey" FOREIGN KEY ("repository_id", "ci_run_id", "attempt") REFERENCES "ci_run"("repository_id", "ci_run_id", "attempt") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "test_case" ADD CONSTRAINT "test_case_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "test_failure" ADD CONSTRAINT "test_failure_repository_id_ci_run_id_attempt_fkey" FOREIGN KEY ("repository_id", "ci_run_id", "attempt") REFERENCES "ci_run"("repository_id", "ci_run_id", "attempt") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "test_failure" ADD CONSTRAINT "test_failure_repository_id_test_case_id_fkey" FOREIGN KEY ("repository_id", "test_case_id") REFERENCES "test_case"("repository_id", "test_case_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "healing" ADD CONSTRAINT "healing_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "healing_event" ADD CONSTRAINT "healing_event_repository_id_healing_id_fkey" FOREIGN KEY ("repository_id", "healing_id") REFERENCES "healing"("repository_id", "healing_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "repair" ADD CONSTRAINT "repair_repository_id_healing_id_fkey" FOREIGN KEY ("repository_id", "healing_id") REFERENCES "healing"("repository_id", "healing_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "pull_request_outcome" ADD CONSTRAINT "pull_request_outcome_repository_id_healing_id_fkey" FOREIGN KEY ("repository_id", "healing_id") REFERENCES "healing"("repository_id", "healing_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "declined_signature" ADD CONSTRAINT "declined_signature_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;
