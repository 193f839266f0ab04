import type { Environment } from '../model/environment.ts'
import type { LogLevel } from './log.ts'

/** The configuration of a server process. */
export type ServerConfig = {
  readonly appId: number
  readonly privateKey: string
  readonly webhookSecret: string
  /** Of the REST API, without a slash at the end. */
  readonly apiUrl: string
  /** Null: an embedded Postgres, with its files in `dataFolder`. */
  readonly databaseUrl: string | null
  /** The same database past a pooler, for what needs a session of its own; null: `databaseUrl`. */
  readonly directUrl: string | null
  /** A streaming replica for reads that may be seconds old; null: none. */
  readonly readUrl: string | null
  readonly dataFolder: string
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Where `/metrics` is served; null where it is not. Never the public port. */
  readonly metrics: { readonly host: string; readonly port: number } | null
  /** How people sign in to the API; null where nobody does. `publicUrl`: this server's own address, without a slash at its end. */
  readonly signIn: { readonly clientId: string; readonly clientSecret: string; readonly publicUrl: string } | null
  /** Of the API, for one token or session. */
  readonly requestsPerMinute: number
  readonly logLevel: LogLevel
  /** Of the environment, only the names of repository settings: the server's defaults for them, and their limits. */
  readonly settingsEnvironment: Environment
}
