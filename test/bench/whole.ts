import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { frameworkHome } from '../support/frameworks/install.ts'
import { plainRun } from '../support/frameworks/plain-run.ts'
import { healTexts, type TwoCommits } from '../support/heal-texts.ts'
import { median } from './heal/turns.ts'
import { fiveFiles } from './whole/five-files.ts'
import { oneCause } from './whole/one-cause.ts'

/**
 * `npm run bench:whole [-- --tests N --sample N --only TEXT]`: commits that one healing has to repair whole. One cause that breaks N tests,
 * and a refactoring of five files with three kinds of change; each with the seconds of the healing beside those of one plain run of the healed
 * suite. Whole is what the framework's own command says of the tree with the patch.
 */
const { values } = parseArgs({
  options: {
    tests: { type: 'string', default: '400' },
    sample: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    // nothing is drawn: every repository is the same
    seed: { type: 'string' },
  },
})
/** Seconds of a healing of one cause. */
const GOAL = 30
const sample = Number(values.sample)

type Whole = {
  readonly healMs: number
  /** Of that outside of the framework. */
  readonly ownMs: number
  readonly plainMs: number
  readonly failing: number
  readonly passing: number
  readonly all: number
  readonly kept: number
  readonly repairs: number
}

async function heal(two: TwoCommits): Promise<Whole> {
  return healTexts(two, async ({ result, folder, python }) => {
    const home = two.framework === 'pytest' ? { python } : await frameworkHome(two.framework)
    if (result.patch !== '') spawnSync('git', ['apply', '-'], { cwd: folder, input: result.patch })
    const startedAt = performance.now()
    const { outcomes } = plainRun(two.framework, folder, home)
    const plainMs = performance.now() - startedAt
    const all = Object.values(outcomes)
    const offered = result.repairs.filter(({ accepted }) => accepted)
    return {
      ...{ healMs: result.healingTimeMs, ownMs: result.timings.ownMs, plainMs, failing: result.totalFailures },
      ...{ passing: all.filter((one) => one === 'passed').length, all: all.length, repairs: offered.length },
      kept: offered.filter(({ coverageMaintained }) => coverageMaintained === true).length,
    }
  })
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const cases = (['pytest', 'vitest'] as const).flatMap((framework) => [
  { name: `one cause in ${values.tests} tests (${framework})`, two: oneCause(framework, Number(values.tests)), goal: ` (goal ${GOAL} s)` },
  { name: `five files, three kinds of change (${framework})`, two: fiveFiles(framework), goal: '' },
])
for (const { name, two, goal } of cases.filter((one) => one.name.includes(values.only))) {
  const turns: Whole[] = []
  for (let count = 0; count < sample; count += 1) turns.push(await heal(two))
  const [last] = turns.slice(-1)
  process.stdout.write(
    `${name}: n=${sample}, healed in ${seconds(median(turns.map(({ healMs }) => healMs)))}${goal}, ${seconds(median(turns.map(({ ownMs }) => ownMs)))} of it outside of the framework, a plain run of the healed suite takes ` +
      `${seconds(median(turns.map(({ plainMs }) => plainMs)))}; ${last?.failing} failing, ${last?.passing} of ${last?.all} pass with the patch, ` +
      `coverage kept by ${last?.kept} of ${last?.repairs} repairs\n`,
  )
}
