import type { PrismaClient } from '../generated/client.ts'
import { Prisma } from '../generated/client.ts'
import type { Database } from './database.ts'
import { isAway } from './until-database-answers.ts'

const CHECK_MS = 5_000

type Replica = {
  /** Reads of it; a query that it cannot answer goes to the primary. */
  readonly database: Database
  close(): Promise<void>
}

/** Hears once when reads go to the primary, with the reason, and once when they are back. */
export type OnReplica = (state: 'used' | 'left', why: string) => void

/**
 * Sends reads to a streaming replica as long as it lags by less than two checks: it has to have replayed all that the primary had written by the
 * check before. Where it lags, is away or fails, they go to the primary, as they do before the first check.
 */
export function readFromReplica(primary: PrismaClient, replica: PrismaClient, onChange: OnReplica, checkMs: number = CHECK_MS): Replica {
  const state = { isUsed: false, isKnown: false, isClosed: false }
  let written: string | null = null
  const set = (isUsed: boolean, why: string) => {
    if (state.isClosed || (state.isKnown && state.isUsed === isUsed)) return
    Object.assign(state, { isUsed, isKnown: true })
    onChange(isUsed ? 'used' : 'left', why)
  }
  const check = async () => {
    try {
      const now = await positionOf(primary, Prisma.sql`SELECT pg_current_wal_lsn()::text AS at`)
      const due = written ?? now
      written = now
      const [row] = await replica.$queryRaw<{ isReplica: boolean; missing: number }[]>`
        SELECT pg_is_in_recovery() AS "isReplica", pg_wal_lsn_diff(${due}::pg_lsn, pg_last_wal_replay_lsn())::float8 AS missing`
      if (row?.isReplica !== true) set(false, 'it is no replica')
      else if (row.missing > 0) set(false, `it is ${Math.round(row.missing)} bytes behind what was written ${checkMs / 1_000} s ago`)
      else set(true, '')
    } catch (error) {
      set(false, lastLine(error))
    }
    if (!state.isClosed) timer = setTimeout(begin, checkMs).unref()
  }
  let checking = Promise.resolve()
  const begin = () => {
    checking = check()
  }
  let timer = setTimeout(begin, 0).unref()
  const reading = replica.$extends({
    query: {
      $allOperations: async ({ model, operation, args, query }) => {
        if (!state.isUsed) return onPrimary(primary, model, operation, args)
        try {
          return await query(args)
        } catch (error) {
          if (isAway(error)) set(false, lastLine(error))
          return onPrimary(primary, model, operation, args)
        }
      },
    },
  })
  return {
    database: reading as unknown as Database,
    close: async () => {
      state.isClosed = true
      clearTimeout(timer)
      await checking
      await replica.$disconnect()
    },
  }
}

async function positionOf(client: PrismaClient, query: Prisma.Sql): Promise<string> {
  const [row] = await client.$queryRaw<{ at: string }[]>(query)
  return row?.at ?? '0/0'
}

/** The same operation on the primary: of a model, or raw SQL. */
function onPrimary(primary: PrismaClient, model: string | undefined, operation: string, args: unknown): Promise<unknown> {
  type Operations = Readonly<Record<string, (...given: readonly unknown[]) => Promise<unknown>>>
  const clients = primary as unknown as Readonly<Record<string, Operations>> & Operations
  if (model === undefined) return clients[operation]?.(...(Array.isArray(args) ? args : [args])) ?? Promise.reject(unknown(operation))
  const name = `${model[0]?.toLowerCase() ?? ''}${model.slice(1)}`
  return clients[name]?.[operation]?.(args) ?? Promise.reject(unknown(`${name}.${operation}`))
}

function unknown(what: string): Error {
  return new Error(`there is no operation ${what}`)
}

/** Prisma says first what was asked, and at the end what is wrong. */
function lastLine(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim())
  return lines.findLast((line) => line !== '') ?? 'no words'
}
