import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { healFixture } from '../support/heal-fixture.ts'

/** `npm run bench:heal [-- --sample N --files N]`: `suture heal` on the two demo repositories, padded with seeded source files. */
const { values } = parseArgs({
  options: { sample: { type: 'string', default: '3' }, files: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
})
const sample = Number(values.sample)

type Row = {
  readonly wallMs: number
  readonly frameworkMs: number
  readonly ownMs: number
  readonly bareMs: number
  readonly tests: number
  readonly healed: number
}

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
const round = (value: number): string => `${Math.round(value)} ms`

for (const name of ['pytest-ledger', 'vitest-storefront']) {
  const rows: Row[] = []
  for (let count = 0; count < sample; count += 1) rows.push(await once(name))
  const of = (key: keyof Row) => median(rows.map((row) => row[key]))
  process.stdout.write(
    `${name}: n=${sample}, median wall ${round(of('wallMs'))}, frameworks ${round(of('frameworkMs'))}, ours ${round(of('ownMs'))}, ` +
      `one bare run of the failing files ${round(of('bareMs'))} (heal / bare = ${(of('wallMs') / of('bareMs')).toFixed(1)}); ${of('tests')} failing, ${of('healed')} healed\n`,
  )
}

async function once(name: string): Promise<Row> {
  const healed = await healFixture(name, [], { sourceFiles: Number(values.files) })
  const { result, folder, fixture } = healed
  const files = [...new Set(result.analyses.map(({ failure }) => failure.testFile))]
  const started = performance.now()
  const command =
    fixture.framework === 'pytest'
      ? [healed.python, '-m', 'pytest', '-q', ...files]
      : [
          process.execPath,
          join(folder, 'node_modules', fixture.framework, fixture.framework === 'vitest' ? 'vitest.mjs' : 'bin/jest.js'),
          ...(fixture.framework === 'vitest' ? ['run'] : []),
          ...files,
        ]
  spawnSync(command[0] ?? '', command.slice(1), { cwd: folder, encoding: 'utf8' })
  const bareMs = performance.now() - started
  await healed.remove()
  return {
    wallMs: result.healingTimeMs,
    frameworkMs: result.timings.frameworkMs,
    ownMs: result.timings.ownMs,
    bareMs,
    tests: result.totalFailures,
    healed: result.successfulRepairs,
  }
}
