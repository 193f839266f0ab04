import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { runProcess } from '../../../src/sandbox/run-process.ts'
import { frameworkHome } from '../../support/frameworks/install.ts'
import type { CodeBase } from './code-bases.ts'
import { benchPython } from './home.ts'

/** What a plain run of the framework showed; `broken` are test files that did not load. */
export type PlainRun = { readonly passed: ReadonlySet<string>; readonly failed: ReadonlySet<string>; readonly broken: ReadonlySet<string> }

const LIMIT_MS = 120_000

/** Makes the pinned framework available to a repository, as its own set-up steps would. */
export async function linkPackages({ framework }: CodeBase, folder: string): Promise<void> {
  const { nodeModules } = framework === 'pytest' ? {} : await frameworkHome(framework)
  if (nodeModules !== undefined) symlinkSync(nodeModules, join(folder, 'node_modules'), 'dir')
}

/** Runs all tests of a folder as its developers would; `null` when they do not end. */
export async function runTests(codeBase: CodeBase, folder: string): Promise<PlainRun | null> {
  const { framework } = codeBase
  if (framework === 'pytest') return runPytest(await benchPython(), folder)
  const { nodeModules = '' } = await frameworkHome(framework)
  return runScript(framework, nodeModules, folder)
}

/**
 * With all that it starts: a worker in an endless loop would go on for ever. The home folder is new each time, since tests that keep
 * something there would fail for what an earlier case left.
 */
async function plainly(command: readonly string[], cwd: string, timeoutMs = LIMIT_MS) {
  const home = mkdtempSync(join(tmpdir(), 'suture-plain-'))
  const set = { PYTHONDONTWRITEBYTECODE: '1', COLUMNS: '1000', HOME: home }
  const ran = await runProcess(command, { cwd, env: process.env, set, timeoutMs, outputLimitBytes: 100_000_000 })
  rmSync(home, { recursive: true, force: true })
  return ran
}

/** `files`: only these (default: what its settings say). `words`: more of the command line. `limitMs`: what does not end by then is ended. */
export type PlainRequest = { readonly files?: readonly string[]; readonly words?: readonly string[]; readonly limitMs?: number | undefined }

export async function runPytest(python: string, folder: string, { files = [], limitMs }: PlainRequest = {}): Promise<PlainRun | null> {
  const words = ['-m', 'pytest', '-q', '--tb=no', '-rA', '-p', 'no:cacheprovider', '--continue-on-collection-errors', '--color=no']
  const { outcome, stdout } = await plainly([python, ...words, ...files], folder, limitMs)
  if (outcome !== 'exited') return null
  const of = (word: string) =>
    stdout
      .split('\n')
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => line.slice(word.length + 1))
  const failed = of('FAILED').map((rest) => rest.split(' - ')[0] ?? rest)
  const errors = of('ERROR').map((rest) => rest.split(' - ')[0] ?? rest)
  return {
    passed: new Set(of('PASSED')),
    failed: new Set([...failed, ...errors.filter((id) => id.includes('::'))]),
    broken: new Set(errors.filter((id) => !id.includes('::'))),
  }
}

type Assertion = { readonly ancestorTitles: readonly string[]; readonly title: string; readonly status: string }
type Suite = { readonly name: string; readonly status: string; readonly assertionResults: readonly Assertion[] }

export async function runScript(
  framework: 'jest' | 'vitest',
  nodeModules: string,
  folder: string,
  { files = [], words: more = [], limitMs }: PlainRequest = {},
): Promise<PlainRun | null> {
  const out = join(folder, '..', 'plain-run.json')
  rmSync(out, { force: true })
  const words =
    framework === 'vitest'
      ? [join(nodeModules, 'vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${out}`]
      : [join(nodeModules, 'jest/bin/jest.js'), '--json', `--outputFile=${out}`, '--silent']
  const { outcome } = await plainly([process.execPath, ...words, ...more, ...files], folder, limitMs)
  if (outcome !== 'exited' || !existsSync(out)) return null
  const { testResults } = JSON.parse(readFileSync(out, 'utf8')) as { readonly testResults: readonly Suite[] }
  const of = (wanted: string) =>
    testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === wanted)
        .map(({ ancestorTitles, title }) => [relative(folder, name), ...ancestorTitles, title].join(' > ')),
    )
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
  return { passed: new Set(of('passed')), failed: new Set(of('failed')), broken: new Set(broken.map(({ name }) => relative(folder, name))) }
}
