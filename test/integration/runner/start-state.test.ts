import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { RunRequest } from '../../../src/model/runs/test-run.ts'
import { createWarmHosts } from '../../../src/runner/warm/warm-hosts.ts'
import { frameworkHome, type PinnedFramework } from '../../support/frameworks/install.ts'
import { createRepository, hashOfFolder } from '../../support/frameworks/repository.ts'
import { testRunnerOf } from '../../support/frameworks/test-runner.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const PYTHON = `import tempfile
from pathlib import Path

PLACES = [Path.home() / ".cache/shop/rates", Path.home() / ".cache/new/rates", Path.home() / "rates", Path(tempfile.gettempdir()) / "rates"]


def test_starts_clean():
    assert (Path.home() / ".shoprc").read_text() == "own" and (Path.home() / "data/large").exists()
    found = [place for place in PLACES if place.exists()]
    for place in PLACES:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("left behind")
    assert len(found) == 0
`

const script = (head: string) => `${head}
const { existsSync, mkdirSync, readFileSync, writeFileSync } = fs
const { dirname } = path
const PLACES = ['.cache/shop/rates', '.cache/new/rates', 'rates'].map((name) => os.homedir() + '/' + name).concat(os.tmpdir() + '/rates')

test('starts clean', () => {
  expect(readFileSync(os.homedir() + '/.shoprc', 'utf8')).toBe('own')
  expect(existsSync(os.homedir() + '/data/large')).toBe(true)
  const found = PLACES.filter((place) => existsSync(place))
  for (const place of PLACES) {
    mkdirSync(dirname(place), { recursive: true })
    writeFileSync(place, 'left behind')
  }
  expect(found).toHaveLength(0)
})
`

const PROJECTS = {
  pytest: { path: 'test_state.py', text: PYTHON },
  jest: { path: 'state.test.js', text: script("const fs = require('fs'), os = require('os'), path = require('path')") },
  vitest: {
    path: 'state.test.js',
    text: script("import fs from 'node:fs'\nimport os from 'node:os'\nimport path from 'node:path'\nimport { expect, test } from 'vitest'"),
  },
} as const

/** The user's home folder, with a little of everything. */
function userHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'suture-home-'))
  for (const folder of ['.cache/shop', '.cache/pip', 'data']) mkdirSync(join(home, folder), { recursive: true })
  writeFileSync(join(home, '.shoprc'), 'own')
  writeFileSync(join(home, '.cache/shop/settings'), 'own')
  writeFileSync(join(home, 'data/large'), 'large')
  closing.push(() => rmSync(home, { recursive: true, force: true }))
  return home
}

async function outcomesOf(framework: PinnedFramework, isWarm: boolean, requests: readonly Partial<RunRequest>[]) {
  const { path, text } = PROJECTS[framework]
  const project = createRepository()
  const { python, nodeModules } = await frameworkHome(framework)
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  const home = userHome()
  project.commit({ '.gitignore': 'node_modules\n__pycache__\n', 'package.json': '{}', [path]: text })
  if (nodeModules !== undefined) symlinkSync(nodeModules, join(project.dir, 'node_modules'))
  const hosts = createWarmHosts(() => Date.now())
  closing.push(
    () => project.remove(),
    () => rmSync(outFolder, { recursive: true, force: true }),
    () => hosts.close(),
  )
  const env = { PATH: process.env['PATH'], HOME: home, TMPDIR: tmpdir() }
  const places = { workspace: project.dir, origin: project.dir, outFolder, env, timeoutMs: 60_000 }
  const runner = testRunnerOf(framework, { ...places, ...(python ? { python } : {}), ...(isWarm ? { hosts } : {}) })
  const before = hashOfFolder(home)
  const outcomes: string[] = []
  for (const request of requests) {
    const run = await runner.run({ files: [path], testIds: [], ...request })
    outcomes.push(run.tests.map(({ outcome, failure }) => failure?.message.split('\n')[0] ?? outcome).join(', ') || run.output)
  }
  expect(hashOfFolder(home)).toBe(before)
  return outcomes
}

test.each(['pytest', 'jest', 'vitest'] as const)(
  '%s: what a run leaves in the home folder and among temporary files is gone in the next one, and the home folder stays as it is',
  async (framework) => {
    expect(await outcomesOf(framework, false, [{}, {}])).toEqual(['passed', 'passed'])
    expect(await outcomesOf(framework, true, [{}, {}, {}])).toEqual(['passed', 'passed', 'passed'])
  },
)

test.each(['pytest', 'vitest'] as const)('%s: a run after itself finds what it left behind', async (framework) => {
  const [clean, second, again] = await outcomesOf(framework, false, [{}, { secondRun: true }, {}])
  expect(clean).toBe('passed')
  expect(second).toMatch(/4/)
  expect(again).toBe('passed')
})

test('a folder that a test made read-only does not outlive its run', async () => {
  const text =
    'import os\nfrom pathlib import Path\ndef test_a():\n    sealed = Path.home() / "sealed"\n    (sealed / "in").mkdir(parents=True)\n    os.chmod(sealed, 0o500)\n'
  const project = createRepository()
  const { python = '' } = await frameworkHome('pytest')
  const outFolder = mkdtempSync(join(tmpdir(), 'suture-out-'))
  project.commit({ 'test_a.py': text })
  closing.push(
    () => project.remove(),
    () => rmSync(outFolder, { recursive: true, force: true }),
  )
  const env = { PATH: process.env['PATH'], HOME: userHome() }
  const runner = testRunnerOf('pytest', { workspace: project.dir, origin: project.dir, outFolder, env, timeoutMs: 60_000, python })
  expect((await runner.run({ files: ['test_a.py'], testIds: [] })).tests[0]?.outcome).toBe('passed')
  expect(readdirSync(outFolder).filter((name) => name.startsWith('pytest-'))).toEqual([])
})
