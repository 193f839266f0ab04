import { PrismaPg } from '@prisma/adapter-pg'
import { cleanTexts } from '../../../model/clean-text.ts'
import { Prisma, PrismaClient } from '../generated/client.ts'
import type { History } from './database.ts'

const TRANSACTION = { maxWait: 10_000, timeout: 30_000 }

/**
 * Opens a pool of at most `connections` to the database at `url` (postgres://…). The caller closes it.
 * Every text that a query carries is cleaned: Postgres takes no NUL, and a row that cannot be stored would be tried for ever.
 */
export function openHistory(url: string, connections = 10): History {
  const plain = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) })
  const cleaning = plain.$extends({ query: { $allOperations: ({ args, query }) => query(storable(args)) } })
  const client = cleaning as unknown as PrismaClient // which it is, but for the type of its own extensions
  return {
    database: client,
    transaction: (work) => client.$transaction(work, TRANSACTION),
    close: () => plain.$disconnect(),
  }
}

/** What a method is given, or a template with its values. */
function storable<Given>(given: Given): Given {
  if (given instanceof Prisma.Sql) return new Prisma.Sql(given.strings, cleanTexts(given.values)) as Given
  return cleanTexts(given)
}
