import type { Database } from '../history/connection/database.ts'
import type { JobName, PayloadOf } from './payload.ts'

/** `afterSeconds`: not before that much time has passed. */
export type SendOptions = { readonly afterSeconds?: number }

/** Sends a job within the transaction of `database`: the job exists if and only if that commits. */
export type SendJob = <Name extends JobName>(
  database: Database,
  name: Name,
  payload: PayloadOf<Name>,
  options?: SendOptions,
) => Promise<void>

/** Sends jobs of one kind in one statement, as SendJob does one. */
export type SendJobs = <Name extends JobName>(database: Database, name: Name, payloads: readonly PayloadOf<Name>[]) => Promise<void>
