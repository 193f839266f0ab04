-- CreateTable
CREATE TABLE "user_session" (
    "session_hash" TEXT NOT NULL,
    "user_id" BIGINT NOT NULL,
    "login" TEXT NOT NULL,
    "sealed_token" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_session_pkey" PRIMARY KEY ("session_hash")
);

-- CreateTable
CREATE TABLE "api_token" (
    "repository_id" BIGINT NOT NULL,
    "api_token_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "may_write" BOOLEAN NOT NULL DEFAULT false,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" TEXT,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("repository_id","api_token_id")
);

-- CreateIndex
CREATE INDEX "user_session_user_id_idx" ON "user_session"("user_id");

-- CreateIndex
CREATE INDEX "user_session_expires_at_idx" ON "user_session"("expires_at");

-- CreateIndex
CREATE INDEX "api_token_expires_at_idx" ON "api_token"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_repository_id_token_hash_key" ON "api_token"("repository_id", "token_hash");

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("repository_id") ON DELETE CASCADE ON UPDATE NO ACTION;
