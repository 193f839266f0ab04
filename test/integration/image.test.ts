import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instructionsOf, runDockerfile, type Stage } from '../support/dockerfile.ts'

const DOCKERFILE = readFileSync('Dockerfile', 'utf8')
const place = mkdtempSync(join(tmpdir(), 'suture-image-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** What the base image, or the network of this machine, would bring: Node first on the path, how npm reaches its registry. */
function machine(): Record<string, string> {
  const home = join(place, 'home')
  mkdirSync(home, { recursive: true })
  const passed = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_(globalconfig|cache|registry|cafile)|NODE_EXTRA_CA_CERTS|https?_proxy|no_proxy)$/i.test(name),
  )
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter)
  return { ...Object.fromEntries(passed.map(([name, value]) => [name, value ?? ''])), PATH: path, HOME: home }
}

/** Outside of CI, the packages that are installed already stand in for a minute of installing them again. */
function takeInstalled(script: string, folder: string): boolean {
  if (script !== 'npm ci --ignore-scripts') return false
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  return true
}

/** What .dockerignore lets through: the files that git would commit. */
function context(): string {
  const folder = join(place, 'context')
  const files = execFileSync('git', [
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    'package.json',
    'package-lock.json',
    '.npmrc',
    'prisma',
    'bin',
    'src',
  ])
  for (const file of String(files)
    .split('\0')
    .filter((path) => path !== '' && existsSync(path)))
    cpSync(file, join(folder, file))
  return folder
}

describe('the image', () => {
  let stage: Stage | undefined
  let server: ChildProcess | undefined
  const folder = () => join(stage?.root ?? '', stage?.workdir ?? '')
  const run = (words: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(words[0] ?? '', words.slice(1), { cwd: folder(), env: { ...machine(), ...stage?.env, ...env }, encoding: 'utf8' })

  beforeAll(() => {
    stage = runDockerfile(DOCKERFILE, {
      context: context(),
      place,
      machine: machine(),
      ...(process.env['CI'] ? {} : { instead: takeInstalled }),
    }).at(-1)
  }, 300_000)
  afterAll(() => server?.kill('SIGKILL'))

  test('holds what was built, and no packages', () => {
    expect(readdirSync(folder())).toEqual(
      expect.arrayContaining(['suture.js', 'review-process.js', 'reading-process.js', 'migrations', 'web-tree-sitter.wasm']),
    )
    expect(readdirSync(folder())).not.toContain('node_modules')
  })

  test('knows its commands', () => {
    const { status, stdout } = run(['node', 'suture.js', '--help'])
    expect(stdout).toContain('heal')
    expect(status).toBe(0)
  })

  test('refuses to start without a webhook secret, and says so', () => {
    const { status, stderr } = run(stage?.command ?? [])
    expect(status).toBe(3)
    expect(stderr).toContain('WEBHOOK_SECRET')
  })

  test('answers /readyz with a database, is healthy for its own health check, and stops when asked', async () => {
    const port = await freePort()
    const env = { DATABASE_URL: process.env['DATABASE_URL'] ?? '', PORT: String(port), GITHUB_API_URL: 'http://127.0.0.1:9', ...secrets() }
    const [program = '', ...words] = stage?.command ?? []
    let output = ''
    server = spawn(program, words, { cwd: folder(), env: { ...machine(), ...stage?.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (text) => (output += String(text)))
    const ready = await untilOk(`http://127.0.0.1:${port}/readyz`, 30_000)
    expect(ready, output).toBe(200)
    expect(run(stage?.healthcheck ?? [], { PORT: String(port) }).status).toBe(0)
    expect(run(stage?.healthcheck ?? [], { PORT: '9' }).status).not.toBe(0)
    server.kill('SIGTERM')
    expect(await new Promise((done) => server?.once('exit', done))).toBe(0)
  }, 60_000)
})

describe('the Dockerfile', () => {
  test('ends as a user that is a number, so that a cluster can tell it from root', () => {
    expect(instructionsOf(DOCKERFILE).findLast(({ word }) => word === 'USER')?.rest).toBe('1000')
  })

  const hadolint = [
    resolve('.frameworks/tools/python/bin/hadolint'),
    ...(process.env['PATH'] ?? '').split(delimiter).map((one) => join(one, 'hadolint')),
  ].find(existsSync)
  test.skipIf(!hadolint)('is clean for hadolint', () => {
    const { stdout, status } = spawnSync(hadolint ?? '', ['Dockerfile'], { encoding: 'utf8' })
    expect(stdout).toBe('')
    expect(status).toBe(0)
  })
})

function secrets(): Record<string, string> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { WEBHOOK_SECRET: 'a secret of the image test', APP_ID: '7', PRIVATE_KEY: privateKey }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => probe.once('listening', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

async function untilOk(url: string, milliseconds: number): Promise<number> {
  const end = Date.now() + milliseconds
  let status = 0
  while (Date.now() < end && status !== 200) {
    status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    )
    if (status !== 200) await new Promise((done) => setTimeout(done, 200))
  }
  return status
}
