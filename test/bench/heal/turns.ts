import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HealingResult } from '../../../src/model/result/healing-result.ts'
import { layFixture, loadFixture } from '../../support/fixture.ts'
import { provideFramework } from '../../support/heal-fixture.ts'

/** Milliseconds of a whole healing by its own word, without the start of Node; `answer`: verdicts, and what the patch exchanges. */
export type OneHeal = { readonly ms: number; readonly tests: number; readonly healed: number; readonly answer: string }
/** One healing with each build; the other one twice, with the failing tests named and without. */
export type Turn = { readonly ours: OneHeal; readonly bareMs: number; readonly named?: OneHeal; readonly unnamed?: OneHeal }

type Turning = { readonly sourceFiles: number; readonly own: string; readonly other: string | null; readonly isOwnFirst: boolean }

export async function oneTurn(name: string, { sourceFiles, own, other, isOwnFirst }: Turning): Promise<Turn> {
  const parent = await mkdtemp(join(tmpdir(), 'suture-bench-'))
  try {
    const folder = join(parent, 'repository')
    const fixture = loadFixture(name)
    const { base, head } = layFixture(name, folder, { sourceFiles })
    const { env, python } = await provideFramework(fixture.framework, folder)
    const words = ['heal', '--repo', folder, '--base', base, '--head', head]
    const healWith = async (checkout: string, tests: readonly string[]): Promise<OneHeal> => {
      const json = join(parent, 'result.json')
      const all = [...words, '--json', json, ...tests.flatMap((id) => ['--test', id])]
      const program = [join(checkout, 'bin/start.mjs'), '--import', './bin/tsx-hook.mjs', 'src/main.ts', ...all]
      const { stderr } = spawnSync(process.execPath, program, { cwd: checkout, env, encoding: 'utf8' })
      const text = await readFile(json, 'utf8').catch(() => {
        throw new Error(`${checkout} healed nothing: ${stderr}`)
      })
      await rm(json)
      return answerOf(JSON.parse(text))
    }
    const bareMs = bareRun(fixture.framework, folder, python, [...new Set(fixture.failing.map(fileOf))])
    const steps: Record<string, () => Promise<OneHeal>> = { ours: () => healWith(own, fixture.failing) }
    if (other !== null) Object.assign(steps, { named: () => healWith(other, fixture.failing), unnamed: () => healWith(other, []) })
    const found: Record<string, OneHeal> = {}
    for (const [key, step] of isOwnFirst ? Object.entries(steps) : Object.entries(steps).toReversed()) found[key] = await step()
    const { ours, ...others } = found
    if (ours === undefined) throw new Error('nothing was healed')
    return {
      ours,
      bareMs: Math.min(bareMs, bareRun(fixture.framework, folder, python, [...new Set(fixture.failing.map(fileOf))])),
      ...others,
    }
  } finally {
    await rm(parent, { recursive: true, force: true })
  }
}

/** The other build may write an older result: only what both have is read. */
function answerOf(value: unknown): OneHeal {
  const parsed = HealingResult.pick({ analyses: true, patch: true, healingTimeMs: true, totalFailures: true, successfulRepairs: true })
  const loose = parsed.extend({ analyses: parsed.shape.analyses.element.pick({ verdict: true, failure: true }).array() })
  const { analyses, patch, healingTimeMs, totalFailures, successfulRepairs } = loose.parse(value)
  const verdicts = analyses.map(({ failure, verdict }) => `${failure.testId} ${verdict}`).sort()
  const lines = patch.split('\n').filter((line) => /^[+-]/.test(line))
  return { ms: healingTimeMs, tests: totalFailures, healed: successfulRepairs, answer: JSON.stringify([verdicts, lines]) }
}

function bareRun(framework: string, folder: string, python: string, files: readonly string[]): number {
  const started = performance.now()
  const program = join(folder, 'node_modules', framework, framework === 'vitest' ? 'vitest.mjs' : 'bin/jest.js')
  const command =
    framework === 'pytest'
      ? [python, '-m', 'pytest', '-q', ...files]
      : [process.execPath, program, ...(framework === 'vitest' ? ['run'] : []), ...files]
  spawnSync(command[0] ?? '', command.slice(1), { cwd: folder, encoding: 'utf8' })
  return performance.now() - started
}

function fileOf(testId: string): string {
  return testId.split(/::| > /)[0] ?? testId
}

export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

export function minimum(numbers: readonly number[]): number {
  return Math.min(...numbers)
}
