import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readServerConfig } from '../../src/server/read-server-config.ts'

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----'
const full = { WEBHOOK_SECRET: 'hush', APP_ID: '12', PRIVATE_KEY: KEY, HOME: '/home/me' }
const folder = mkdtempSync(join(tmpdir(), 'suture-config-'))

afterAll(() => rmSync(folder, { recursive: true }))

test.each(['WEBHOOK_SECRET', 'APP_ID', 'PRIVATE_KEY'])('without %s it refuses, and names it and its file', (name) => {
  const error = catchError({ ...full, [name]: ' ' })
  expect(error).toMatchObject({ code: 'bad_configuration', message: `${name} is not set` })
  expect(error).toMatchObject({ fix: expect.stringContaining(`${name}_FILE`) })
})

test('defaults: the public GitHub, port 3000, no metrics, an embedded database', () => {
  expect(readServerConfig(full)).toMatchObject({
    appId: 12,
    privateKey: KEY,
    webhookSecret: 'hush',
    apiUrl: 'https://api.github.com',
    databaseUrl: null,
    host: '0.0.0.0',
    port: 3000,
    metrics: null,
    logLevel: 'info',
  })
})

test('a secret may come from a file, whose last line break does not count', () => {
  const path = join(folder, 'secret')
  writeFileSync(path, 'from a file\n')
  expect(readServerConfig({ ...full, WEBHOOK_SECRET: undefined, WEBHOOK_SECRET_FILE: path }).webhookSecret).toBe('from a file')
  const error = catchError({ ...full, WEBHOOK_SECRET: undefined, WEBHOOK_SECRET_FILE: join(folder, 'none') })
  expect(error).toMatchObject({ code: 'bad_configuration', message: expect.stringContaining('WEBHOOK_SECRET_FILE') })
})

test('the private key may stand on one line, or in base64', () => {
  expect(readServerConfig({ ...full, PRIVATE_KEY: KEY.replaceAll('\n', '\\n') }).privateKey).toBe(KEY)
  expect(readServerConfig({ ...full, PRIVATE_KEY: Buffer.from(KEY).toString('base64') }).privateKey).toBe(KEY)
})

test.each([
  ['APP_ID', 'twelve'],
  ['PORT', '70000'],
  ['METRICS_PORT', '-1'],
  ['DATABASE_URL', 'mysql://db'],
  ['GITHUB_API_URL', 'github.example'],
  ['LOG_LEVEL', 'loud'],
  ['PRIVATE_KEY', 'nonsense'],
])('%s=%s is refused by name', (name, value) => {
  expect(catchError({ ...full, [name]: value })).toMatchObject({ code: 'bad_configuration', message: expect.stringMatching(`^${name} `) })
})

test('metrics get a port of their own, on this machine only unless told', () => {
  expect(readServerConfig({ ...full, METRICS_PORT: '9090' }).metrics).toEqual({ host: '127.0.0.1', port: 9090 })
})

test('of the environment, the repository settings alone are handed on, so that no secret is', () => {
  const { settingsEnvironment } = readServerConfig({
    ...full,
    QUARANTINE_DAYS: '20',
    HEALING_MODE: 'suggest',
    LIMIT_HEALING_MODE: 'suggest',
  })
  expect(settingsEnvironment).toMatchObject({ QUARANTINE_DAYS: '20', HEALING_MODE: 'suggest', LIMIT_HEALING_MODE: 'suggest' })
  expect(JSON.stringify(settingsEnvironment)).not.toContain('hush')
})

function catchError(environment: Record<string, string | undefined>): unknown {
  try {
    readServerConfig(environment)
  } catch (error) {
    return error
  }
  throw new Error('it was accepted')
}
