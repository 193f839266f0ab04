import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { environmentName, limitName, SETTING_NAMES } from '../config/settings.ts'
import type { Environment } from '../model/environment.ts'
import { SutureError } from '../model/error.ts'
import type { LogLevel } from './log.ts'
import type { ServerConfig } from './server-config.ts'

const LEVELS: readonly string[] = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] satisfies readonly LogLevel[]

/**
 * The configuration that `environment` holds. Every variable may instead be named X_FILE and hold a path, as secrets come in containers.
 * Throws a SutureError that names the variable where one is missing or makes no sense: there is no default for a secret.
 */
export function readServerConfig(environment: Environment): ServerConfig {
  const read = (name: string) => readVariable(environment, name)
  const need = (name: string, meaning: string) => {
    const value = read(name)
    if (value === null) throw bad(name, 'is not set', `set ${name} or ${name}_FILE to ${meaning}`)
    return value
  }
  const webhookSecret = need('WEBHOOK_SECRET', 'the webhook secret of the GitHub App')
  const appId = readNumber('APP_ID', need('APP_ID', 'the id of the GitHub App'), 1, Number.MAX_SAFE_INTEGER)
  const privateKey = readPrivateKey(need('PRIVATE_KEY', 'the private key of the GitHub App, as PEM'))
  const logLevel = read('LOG_LEVEL') ?? 'info'
  if (!LEVELS.includes(logLevel)) throw bad('LOG_LEVEL', `is '${logLevel}'`, `use one of ${LEVELS.join(', ')}`)
  const metricsPort = read('METRICS_PORT')
  return {
    appId,
    privateKey,
    webhookSecret,
    apiUrl: readUrl('GITHUB_API_URL', read('GITHUB_API_URL') ?? 'https://api.github.com', ['http:', 'https:']),
    databaseUrl: readDatabaseUrl('DATABASE_URL', read('DATABASE_URL')),
    directUrl: readDatabaseUrl('DATABASE_DIRECT_URL', read('DATABASE_DIRECT_URL')),
    readUrl: readDatabaseUrl('DATABASE_READ_URL', read('DATABASE_READ_URL')),
    dataFolder: read('SUTURE_DATA') ?? defaultDataFolder(read('HOME')),
    host: read('HOST') ?? '0.0.0.0',
    port: readNumber('PORT', read('PORT') ?? '3000', 0, 65_535),
    metrics: metricsPort ? { host: read('METRICS_HOST') ?? '127.0.0.1', port: readNumber('METRICS_PORT', metricsPort, 0, 65_535) } : null,
    signIn: readSignIn(read, need),
    requestsPerMinute: readNumber('API_REQUESTS_PER_MINUTE', read('API_REQUESTS_PER_MINUTE') ?? '600', 1, 1_000_000),
    logLevel: logLevel as LogLevel,
    settingsEnvironment: Object.fromEntries(
      SETTING_NAMES.flatMap((name) => [environmentName(name), limitName(name) ?? []].flat()).map((name) => [name, environment[name]]),
    ),
  }
}

type Read<Value> = (name: string, meaning: string) => Value

/** All three or none. */
function readSignIn(read: (name: string) => string | null, need: Read<string>): ServerConfig['signIn'] {
  if (['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET', 'PUBLIC_URL'].every((name) => read(name) === null)) return null
  const publicUrl = readUrl('PUBLIC_URL', need('PUBLIC_URL', "this server's address, as people open it"), ['https:', 'http:'])
  const clientId = need('GITHUB_CLIENT_ID', 'the client id of the GitHub App')
  return { clientId, clientSecret: need('GITHUB_CLIENT_SECRET', 'a client secret of the GitHub App'), publicUrl }
}

/** As root the database runs as another user, to whom root's home is closed. */
function defaultDataFolder(home: string | null): string {
  return process.getuid?.() === 0 || home === null ? '/var/lib/suture' : join(home, '.suture')
}

function readVariable(environment: Environment, name: string): string | null {
  const value = environment[name]?.trim()
  if (value) return value
  const path = environment[`${name}_FILE`]?.trim()
  if (!path) return null
  try {
    return readFileSync(path, 'utf8').trim() || null
  } catch (cause) {
    throw new SutureError('bad_configuration', `${name}_FILE names ${path}, which can't be read`, 'correct the path or its permissions', {
      cause,
    })
  }
}

/** A key may be on one line, with \n for its line breaks, or in base64. */
function readPrivateKey(value: string): string {
  const text = value.includes('-----BEGIN') ? value.replaceAll('\\n', '\n') : Buffer.from(value, 'base64').toString('utf8')
  if (!/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    throw bad('PRIVATE_KEY', 'holds no PEM key', 'use the .pem file that GitHub gave you')
  return text
}

function readDatabaseUrl(name: string, value: string | null): string | null {
  return value === null ? null : readUrl(name, value, ['postgres:', 'postgresql:'])
}

function readUrl(name: string, value: string, protocols: readonly string[]): string {
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !protocols.includes(url.protocol))
    throw bad(name, 'is no URL', `it begins with ${protocols.map((one) => `${one}//`).join(' or ')}`)
  return value.replace(/\/+$/, '')
}

function readNumber(name: string, value: string, min: number, max: number): number {
  const number = Number(value)
  if (!/^\d+$/.test(value) || number < min || number > max)
    throw bad(name, 'is no number in its range', `use a whole number from ${min} to ${max}`)
  return number
}

function bad(name: string, problem: string, fix: string): SutureError {
  return new SutureError('bad_configuration', `${name} ${problem}`, fix)
}
