import { mkdtempSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { createWarmHosts, type WarmHosts } from '../../../src/runner/warm/warm-hosts.ts'
import { openWorkspace } from '../../../src/runner/workspace.ts'
import { frameworkHome, type PinnedFramework } from '../../support/frameworks/install.ts'
import { createRepository, type Files } from '../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../support/frameworks/test-runner.ts'

const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A session of one framework: `outcomes` lays texts over the tree and runs files; `answered` counts the runs that a host answered. */
async function openSession(framework: PinnedFramework, files: Files, timeoutMs = 60_000) {
  const project = createRepository()
  const { python, nodeModules: pinned } = await frameworkHome(framework)
  const nodeModules = process.env['SUTURE_TEST_MODULES'] ?? pinned
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  project.commit({ '.gitignore': 'node_modules\n__pycache__\n', 'package.json': '{}', ...files })
  if (nodeModules !== undefined) symlinkSync(nodeModules, join(project.dir, 'node_modules'))
  const workspace = await openWorkspace({ origin: project.dir, base: 'HEAD', head: 'WORKTREE', place: 'copy', env })
  const hosts = createWarmHosts(() => Date.now())
  closing.push(
    () => project.remove(),
    () => rmSync(outFolder, { recursive: true }),
    () => workspace.close(),
    () => hosts.close(),
  )
  let answered = 0
  const counted: WarmHosts['run'] = async (...args) => {
    const value = await hosts.run(...args)
    answered += value === null ? 0 : 1
    return value
  }
  const options = { workspace: workspace.root, origin: project.dir, outFolder, env, timeoutMs, ...(python ? { python } : {}) }
  const runner = testRunnerOf(framework, { ...options, hosts: { ...hosts, run: counted } })
  return {
    answered: () => answered,
    outcomes: async (overlay: Files, file: string | readonly string[], testIds: readonly string[] = [], fresh = false) => {
      const texts = new Map(Object.entries(overlay).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])))
      await workspace.checkOut('head', texts)
      // both trees may have equal times
      for (const path of Object.keys(files)) utimesSync(join(workspace.root, path), 1_700_000_000, 1_700_000_000)
      const run = await runner.run({ files: [file].flat(), testIds: [...testIds], fresh })
      return run.tests.map(({ outcome, failure }) => (failure ? `${outcome}: ${failure.message.split('\n')[0]}` : outcome)).join(', ')
    },
  }
}

const PASSED = 'passed'

test('pytest forks: texts, set-up and configuration are read again in each run, and what a test leaves running is gone', async () => {
  const check = 'import app\ndef test_value(own): assert app.value == own\n'
  const { outcomes, answered } = await openSession('pytest', {
    'app.py': 'value = 1\n',
    'conftest.py': 'import pytest\n@pytest.fixture\ndef own(): return 1\n',
    'test_app.py': check,
    'test_exit.py': 'import os\ndef test_a(): pass\ndef test_b(): os._exit(7)\n',
    'test_port.py':
      'import subprocess, sys, time\nCODE = "import socket, time; s = socket.socket(); s.bind((\'127.0.0.1\', 47613)); s.listen(); print(1, flush=True); time.sleep(60)"\ndef test_port():\n    server = subprocess.Popen([sys.executable, "-c", CODE], stdout=subprocess.PIPE)\n    assert server.stdout.readline() == b"1\\n"\n',
  })
  expect(await outcomes({}, 'test_app.py')).toBe(PASSED)
  expect(await outcomes({ 'app.py': 'value = 2\n' }, 'test_app.py')).toBe('failed: assert 2 == 1')
  expect(await outcomes({}, 'test_app.py')).toBe(PASSED)
  expect(await outcomes({ 'conftest.py': 'import pytest\n@pytest.fixture\ndef own(): return 3\n' }, 'test_app.py')).toBe(
    'failed: assert 1 == 3',
  )
  expect(answered()).toBe(4)
  expect(await outcomes({}, 'test_exit.py')).toBe('passed, errored: the test process ended with code 7 during this test')
  expect(await outcomes({}, 'test_port.py')).toBe(PASSED)
  expect(await outcomes({}, 'test_port.py')).toBe(PASSED)
})

test('pytest: a run that is late ends with what it saw, and the next one begins anew', async () => {
  const { outcomes, answered } = await openSession(
    'pytest',
    { 'test_late.py': 'import time\ndef test_a(): pass\ndef test_b(): time.sleep(120)\n', 'test_app.py': 'def test_a(): pass\n' },
    6000,
  )
  expect(await outcomes({}, 'test_late.py')).toBe('passed, errored: the test had not ended after 6 s, the limit of the whole run')
  expect(await outcomes({}, 'test_app.py')).toBe(PASSED)
  expect(answered()).toBe(2)
})

test('Jest: neither texts of one size and time, nor configuration, nor what a test changed in the process reach the next run', async () => {
  const check = "const { value } = require('./app')\ntest('value', () => { expect(value).toBe(globalThis.own) })\n"
  const { outcomes, answered } = await openSession('jest', {
    'app.js': 'exports.value = 1\n',
    'jest.config.js': 'module.exports = { globals: { own: 1 } }\n',
    'app.test.js': check,
    'leak.test.js': [
      "const fs = require('fs')",
      "const net = require('net')",
      "test('mocks', () => { expect(fs.existsSync('/')).toBe(true); fs.existsSync = () => 'mocked' })",
      "test('listens', (done) => { const server = net.createServer(); server.on('error', done); server.listen(47614, '127.0.0.1', done) })",
    ].join('\n'),
    'exit.test.js': "test('a', () => {})\ntest('b', () => { process.exit(7) })\n",
  })
  const wrong = { 'app.js': 'exports.value = 2\n' }
  expect(await outcomes({}, 'app.test.js')).toBe(PASSED)
  for (const _ of [1, 2]) {
    expect(await outcomes(wrong, 'app.test.js')).toMatch(/^failed/)
    expect(await outcomes({}, 'app.test.js')).toBe(PASSED)
  }
  expect(await outcomes({ 'app.test.js': check.replace('value)', 'value + 1)') }, 'app.test.js')).toMatch(/^failed/)
  expect(await outcomes({ 'jest.config.js': 'module.exports = { globals: { own: 2 } }\n' }, 'app.test.js')).toMatch(/^failed/)
  for (const _ of [1, 2]) expect(await outcomes({}, 'leak.test.js')).toBe('passed, passed')
  expect(answered()).toBe(9)
  expect(await outcomes({}, 'exit.test.js')).toBe('passed, errored: the test process ended with code 7 during this test')
  expect(await outcomes({}, 'app.test.js')).toBe(PASSED)
  expect(answered()).toBe(10)
})

test('Vitest: texts, configuration and new test files are read again, and a run is told what it loaded alone', async () => {
  const check = "import { expect, test } from 'vitest'\nimport { value } from './app.ts'\ntest('value', () => { expect(value).toBe(1) })\n"
  const { outcomes, answered } = await openSession('vitest', {
    'package.json': '{ "type": "module" }',
    'app.ts': 'export const value = 1\n',
    'app.test.ts': check,
    'two.test.ts': check.replace("'value'", "'other'"),
    'vitest.config.ts': 'export default { define: { OWN: "1" } }\n',
    'own.test.ts': "import { expect, test } from 'vitest'\ntest('own', () => { expect(OWN).toBe(1) })\n",
    'crash.test.ts': "import { test } from 'vitest'\ntest('crash', () => { process.kill(process.ppid, 'SIGKILL') })\n",
  })
  const wrong = { 'app.ts': 'export const value = 2\n' }
  expect(await outcomes({}, 'app.test.ts')).toBe(PASSED)
  for (const _ of [1, 2]) {
    expect(await outcomes(wrong, 'app.test.ts')).toMatch(/^failed/)
    expect(await outcomes({}, 'app.test.ts')).toBe(PASSED)
  }
  expect(await outcomes({ 'app.test.ts': check.replace('(1)', '(3)') }, 'app.test.ts')).toMatch(/^failed/)
  expect(await outcomes({ 'new.test.ts': check }, 'new.test.ts')).toBe(PASSED)
  expect(await outcomes({}, 'app.test.ts', ['app.test.ts > value'])).toBe(PASSED)
  expect(await outcomes({}, 'own.test.ts')).toBe(PASSED)
  expect(await outcomes({ 'vitest.config.ts': 'export default { define: { OWN: "2" } }\n' }, 'own.test.ts')).toMatch(/^failed/)
  expect(answered()).toBe(10)
  // the host dies of it: the run is made again in a process of its own, and ends as that one does
  await outcomes({}, 'crash.test.ts')
  expect(await outcomes({}, 'app.test.ts')).toBe(PASSED)
  expect(answered()).toBe(11)
})

test('a run that must be fresh is warm only where its tests have processes of their own', async () => {
  const text = [
    "import { expect, test } from 'vitest'",
    "import { value } from './app.ts'",
    "test('first', () => { const runs = (process.env.RUNS ?? '') + 'x'; process.env.RUNS = runs; globalThis.runs = (globalThis.runs ?? 0) + 1; expect([value, runs, globalThis.runs]).toEqual([1, 'x', 1]) })",
    "test('second', () => { expect(process.env.RUNS).toBe('x') })",
  ].join('\n')
  const files = { 'package.json': '{ "type": "module" }', 'app.ts': 'export const value = 1\n', 'app.test.ts': text }
  const fresh = async (config: string) => {
    const { outcomes, answered } = await openSession('vitest', { ...files, 'vitest.config.ts': config })
    const seen = [
      await outcomes({}, 'app.test.ts', [], true),
      await outcomes({ 'app.ts': 'export const value = 2\n' }, 'app.test.ts', [], true),
    ]
    return [...seen, await outcomes({}, 'app.test.ts', [], true), answered()]
  }
  const right = ['passed, passed', expect.stringMatching(/^failed.*, passed$/), 'passed, passed']
  expect(await fresh('export default {}\n')).toEqual([...right, 3])
  expect(await fresh('export default { test: { pool: "threads" } }\n')).toEqual([...right, 1])
  expect(await fresh('export default { test: { env: { SEED: String(Math.random()) } } }\n')).toEqual([...right, 1])
  expect(await fresh('export default { plugins: [{ name: "counts" }] }\n')).toEqual([...right, 1])
})

test('Vitest: files come in the order of a first run, whichever failed before', async () => {
  const head =
    "import fs from 'node:fs'\nimport os from 'node:os'\nimport { expect, test } from 'vitest'\nconst place = os.homedir() + '/ran'\n"
  const { outcomes, answered } = await openSession('vitest', {
    'package.json': '{ "type": "module" }',
    'vitest.config.ts': 'export default { test: { fileParallelism: false } }\n',
    'large.test.ts': `${head}// ${'x'.repeat(2000)}\ntest('large', () => { fs.writeFileSync(place, '') })\n`,
    'small.test.ts': `${head}test('small', () => { expect(fs.existsSync(place)).toBe(false) })\n`,
  })
  const files = ['large.test.ts', 'small.test.ts']
  const first = await outcomes({}, files, [], true)
  expect(first).toMatch(/failed: expected true to be false/)
  expect(await outcomes({}, files, [], true)).toBe(first)
  expect(await outcomes({}, files, [], true)).toBe(first)
  expect(answered()).toBe(3)
})
