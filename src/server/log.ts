import pino from 'pino'
import { redact } from '../model/redact.ts'

/** One line of JSON per message. `log.child({ healing })` adds a field to each. */
export type Log = pino.Logger

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'

// What a webhook or a request carries belongs to the repository's owner, not into a log.
const PAYLOADS = ['payload', 'body', 'event', 'headers', 'request', 'data']

/** Writes to `destination` (standard output where none is given); `secrets` are cut out of every line. */
export function createLog(level: LogLevel, secrets: readonly string[] = [], destination?: pino.DestinationStream): Log {
  // In JSON a secret with line breaks is escaped
  const escaped = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError, error: describeError },
    redact: { paths: PAYLOADS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    hooks: { streamWrite: (line) => redact(line, escaped) },
  }
  return destination ? pino(options, destination) : pino(options)
}

/** An error as a log may hold it: of a request only what was asked, never what was sent or answered. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { code, status, fix, cause } = error as Error & { code?: unknown; status?: unknown; fix?: unknown }
  return {
    type: error.name,
    message: error.message.slice(0, 2_000),
    stack: error.stack?.slice(0, 8_000),
    code,
    status,
    fix,
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  }
}
