import type { Prisma } from '../generated/client.ts'

/** A connection pool or one transaction of it: every query of this folder takes it first. Opaque outside of this folder. */
export type Database = Prisma.TransactionClient

export type History = {
  readonly database: Database
  /** For reads that may be seconds old: a replica where there is one, else the same. Nothing is written here. */
  readonly reads: Database
  /** Runs `work` in one transaction: all or nothing. Throws what `work` throws, after the rollback. */
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>
  close(): Promise<void>
}
