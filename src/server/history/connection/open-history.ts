import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../generated/client.ts'
import type { History } from './database.ts'

const TRANSACTION = { maxWait: 10_000, timeout: 30_000 }

/** Opens a pool of at most `connections` to the database at `url` (postgres://…). The caller closes it. */
export function openHistory(url: string, connections = 10): History {
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) })
  return {
    database: client,
    transaction: (work) => client.$transaction(work, TRANSACTION),
    close: () => client.$disconnect(),
  }
}
