import { PrismaPg } from '@prisma/adapter-pg'
import { cleanTexts } from '../../../model/clean-text.ts'
import { Prisma, PrismaClient } from '../generated/client.ts'
import type { History } from './database.ts'
import { type OnReplica, readFromReplica } from './replica-reads.ts'

const TRANSACTION = { maxWait: 10_000, timeout: 30_000 }

/** A streaming replica for reads, and who hears when it is used or left. */
export type ReadReplica = { readonly url: string; readonly onChange: OnReplica; readonly checkMs?: number }

export type HistoryOptions = { readonly connections?: number; readonly replica?: ReadReplica | null }

/**
 * Opens a pool of at most `connections` (10) to the database at `url` (postgres://…), and one to its replica. The caller closes it.
 * Every text that a query carries is cleaned: Postgres takes no NUL, and a row that cannot be stored would be tried for ever.
 */
export function openHistory(url: string, { connections = 10, replica = null }: HistoryOptions = {}): History {
  const plain = open(url, connections)
  const client = cleaning(plain)
  const reading = replica && readFromReplica(client, cleaning(open(replica.url, connections)), replica.onChange, replica.checkMs)
  return {
    database: client,
    reads: reading?.database ?? client,
    transaction: (work) => client.$transaction(work, TRANSACTION),
    close: async () => {
      await reading?.close()
      await plain.$disconnect()
    },
  }
}

function open(url: string, max: number): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max }) })
}

function cleaning(plain: PrismaClient): PrismaClient {
  const client = plain.$extends({ query: { $allOperations: ({ args, query }) => query(storable(args)) } })
  return client as unknown as PrismaClient // which it is, but for the type of its own extensions
}

/** What a method is given, or a template with its values. */
function storable<Given>(given: Given): Given {
  if (given instanceof Prisma.Sql) return new Prisma.Sql(given.strings, cleanTexts(given.values)) as Given
  return cleanTexts(given)
}
