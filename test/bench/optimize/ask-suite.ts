import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TimedPair } from '../../../src/engine/optimization/paired-saving.ts'
import type { TestOptimization } from '../../../src/model/result/test-optimization.ts'
import { type FrameworkHome, frameworkHome, PinnedFramework } from '../../support/frameworks/install.ts'
import { plainRun } from '../../support/frameworks/plain-run.ts'
import { laySuite } from '../../support/optimize/run-optimize.ts'

/** What became of one suite. `pairs`: what the framework itself took before and after, in turns. `lost`: tests that passed before, and after do not. */
export type AskedSuite = {
  readonly name: string
  readonly isPlain: boolean
  readonly results: readonly TestOptimization[]
  readonly printed: string
  readonly pairs: readonly TimedPair[]
  readonly tests: number
  readonly lost: readonly string[]
  readonly tookMs: number
}

type Laid = Awaited<ReturnType<typeof laySuite>>

export async function askSuite(name: string, minutes: string, count: number): Promise<AskedSuite> {
  const framework = PinnedFramework.parse(name.split('-')[0])
  const files = filesBelow(join('fixtures/optimize', name))
  const [before, after] = [await laySuite(framework, files), await laySuite(framework, files)]
  try {
    const startedAt = performance.now()
    const { results, printed } = await after.run(['--apply', '--budget', minutes])
    const tookMs = performance.now() - startedAt
    const home = await frameworkHome(framework)
    const passed = passingTests(framework, before, home)
    const now = new Set(passingTests(framework, after, home))
    const pairs: TimedPair[] = []
    // what is kept is there for both sides
    for (const laid of [before, after]) timeOf(framework, laid, home)
    for (let pair = 0; pair < (results.some(({ isApplied }) => isApplied) ? count : 0); pair += 1) {
      const first = pair % 2 === 0 ? before : after
      const one = timeOf(framework, first, home)
      const other = timeOf(framework, first === before ? after : before, home)
      pairs.push(first === before ? { before: one, after: other } : { before: other, after: one })
    }
    const lost = passed.filter((id) => !now.has(id))
    return { name, isPlain: name.endsWith('-plain'), results, printed, pairs, tests: passed.length, lost, tookMs }
  } finally {
    before.repository.remove()
    after.repository.remove()
  }
}

/** Milliseconds of the framework's own command, with whatever it keeps from one run to the next. */
function timeOf(framework: PinnedFramework, { repository, env }: Laid, { python = 'python3', nodeModules = '' }: FrameworkHome): number {
  const words = {
    pytest: [python, '-m', 'pytest', '-q'],
    jest: ['node', join(nodeModules, 'jest/bin/jest.js'), `--cacheDirectory=${join(dirname(repository.dir), 'cache')}`],
    vitest: ['node', join(nodeModules, 'vitest/vitest.mjs'), 'run'],
  }[framework]
  const [program = '', ...rest] = words
  const startedAt = performance.now()
  const { status, stdout, stderr } = spawnSync(program, rest, { cwd: repository.dir, env: { ...env }, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the suite did not pass: ${stdout}\n${stderr}`)
  return performance.now() - startedAt
}

function passingTests(framework: PinnedFramework, { repository }: Laid, home: FrameworkHome): readonly string[] {
  const { outcomes } = plainRun(framework, repository.dir, home)
  return Object.keys(outcomes).filter((id) => outcomes[id] === 'passed')
}

function filesBelow(folder: string, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(folder, prefix)).flatMap((name) => {
      const path = prefix === '' ? name : `${prefix}/${name}`
      const isFolder = statSync(join(folder, path)).isDirectory()
      return isFolder ? Object.entries(filesBelow(folder, path)) : [[path, readFileSync(join(folder, path), 'utf8')]]
    }),
  )
}
