import { parseArgs } from 'node:util'
import { frameworkHome } from '../support/frameworks/install.ts'
import { versionHome } from '../support/frameworks/version-home.ts'
import { type Measured, measureWarm, type Series } from './warm/measure.ts'
import { VERSIONS } from './warm/versions.ts'

/**
 * `npm run bench:warm [-- --sample N --seed S --only NAME --versions]`: one file of six tests in a project of 20 source files, in a process of its own
 * and warm, with right and wrong texts in turn. `--versions` goes through every version that the probes know, and installs them into `.frameworks`.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    versions: { type: 'boolean', default: false },
  },
})

let wrong = 0
for (const framework of ['pytest', 'jest', 'vitest'] as const) {
  if (!framework.startsWith(values.only)) continue
  const homes = values.versions
    ? VERSIONS[framework].map((version) => ({ name: `${framework} ${version}`, home: () => versionHome(framework, version) }))
    : [{ name: framework, home: () => frameworkHome(framework) }]
  for (const { name, home } of homes) report(name, await measureWarm(framework, await home(), Number(values.sample), Number(values.seed)))
}
process.exitCode = wrong === 0 ? 0 : 1

function report(name: string, { cold, newTest, mutant, values: shown }: Measured): void {
  process.stdout.write(`${name}: cold ${line(cold)} | warm, new test text ${line(newTest)} | warm, product mutant ${line(mutant)}\n`)
  process.stdout.write(`  ${shown}\n`)
}

function line(series: Series): string {
  const sorted = series.ms.map(Math.round).sort((a, b) => a - b)
  wrong += series.wrong
  return `${sorted[Math.floor(sorted.length / 2)]} ms (${sorted[0]}-${sorted.at(-1)}), n=${sorted.length}, wrong ${series.wrong}`
}
