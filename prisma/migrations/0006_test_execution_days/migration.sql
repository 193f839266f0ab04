-- DropIndex
DROP INDEX "test_case_last_seen_at_idx";

-- CreateTable
CREATE TABLE "significant_execution" (
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
    "reasons" TEXT[],

    CONSTRAINT "significant_execution_pkey" PRIMARY KEY ("repository_id","ci_run_id","attempt","job","variant","test_case_id","repetition")
);

-- CreateIndex
CREATE INDEX "significant_execution_repository_id_test_case_id_at_idx" ON "significant_execution"("repository_id", "test_case_id", "at");

-- CreateIndex
CREATE INDEX "significant_execution_repository_id_at_idx" ON "significant_execution"("repository_id", "at");

-- Months become days: a day is dropped at once when its time is up. Days without executions are made ahead, or not at all.
DO $$
DECLARE
  old_month record;
  day timestamptz;
  name text;
BEGIN
  FOR old_month IN SELECT c.relname::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'test_execution'::regclass AND c.relname ~ '^test_execution_y[0-9]{4}m[0-9]{2}$' ORDER BY 1
  LOOP
    EXECUTE format('ALTER TABLE test_execution DETACH PARTITION %I', old_month.name);
    FOR day IN EXECUTE format('SELECT DISTINCT date_trunc(''day'', at, ''UTC'') FROM %I ORDER BY 1', old_month.name)
    LOOP
      name := 'test_execution_' || to_char(day AT TIME ZONE 'UTC', '"y"YYYY"m"MM"d"DD');
      EXECUTE format('CREATE TABLE %I PARTITION OF test_execution FOR VALUES FROM (%L) TO (%L)', name, day, day + interval '24 hours');
    END LOOP;
    EXECUTE format('INSERT INTO test_execution SELECT * FROM %I', old_month.name);
    EXECUTE format('DROP TABLE %I', old_month.name);
  END LOOP;
END $$;
