import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const MODULE = JSON.stringify(join(import.meta.dirname, '../../../src/runner/start-state/temporary-folder.ts'))
const temp = mkdtempSync(join(tmpdir(), 'abandoned-'))
const folders = () => readdirSync(temp).filter((name) => name.startsWith('suture-'))

/** A process that keeps a copy of credentials in its folder, and lives until it is ended. */
async function started() {
  const script = `const { temporaryFolder } = await import(${MODULE})
    const { writeFileSync } = await import('node:fs')
    writeFileSync((await temporaryFolder()).path + '/.netrc', 'machine example')
    console.log('ready'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { TMPDIR: temp },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

async function ended(child: Awaited<ReturnType<typeof started>>, signal: NodeJS.Signals) {
  child.kill(signal)
  await once(child, 'exit')
  return child.signalCode
}

async function nextStart() {
  const script = `await (await import(${MODULE})).removeAbandoned()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { env: { TMPDIR: temp }, stdio: 'inherit' })
  expect(await once(child, 'exit')).toEqual([0, null])
}

afterEach(() => {
  for (const name of readdirSync(temp)) rmSync(join(temp, name), { recursive: true })
})

test('what a killed process left is removed at the next start, what a living one has stays', async () => {
  const [killed, living] = [await started(), await started()]
  expect(folders()).toHaveLength(2)
  expect(await ended(killed, 'SIGKILL')).toBe('SIGKILL')
  expect(folders()).toHaveLength(2)
  await nextStart()
  expect(folders()).toHaveLength(1)
  expect(existsSync(join(temp, folders()[0] ?? '', '.netrc'))).toBe(true)
  await ended(living, 'SIGKILL')
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s ends the process, and leaves no folder', async (signal) => {
  expect(await ended(await started(), signal)).toBe(signal)
  expect(folders()).toEqual([])
})

test('folders that say nothing of their owner, or lead elsewhere, stay', async () => {
  mkdirSync(join(temp, 'suture-of-others'))
  mkdirSync(join(temp, 'target'))
  writeFileSync(join(temp, 'target/.owner'), JSON.stringify({ pid: 999_999, started: 1, space: '' }))
  symlinkSync(join(temp, 'target'), join(temp, 'suture-link'))
  mkdirSync(join(temp, 'suture-other-machine'))
  writeFileSync(join(temp, 'suture-other-machine/.owner'), JSON.stringify({ pid: 999_999, started: 1, space: 'another' }))
  await nextStart()
  expect(readdirSync(temp).toSorted()).toEqual(['suture-link', 'suture-of-others', 'suture-other-machine', 'target'])
})
