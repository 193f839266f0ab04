-- CreateIndex
CREATE INDEX "healing_installation_id_dispatched_at_idx" ON "healing"("installation_id", "dispatched_at");
