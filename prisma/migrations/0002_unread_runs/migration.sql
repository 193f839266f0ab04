-- AlterTable
ALTER TABLE "ci_run" ADD COLUMN     "unread_reason" TEXT;
