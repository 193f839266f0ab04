import { parseArgs } from 'node:util'
import { randomOf } from './diagnose/random.ts'
import { KINDS } from './promise/kinds/index.ts'
import { type Asked, promiseReport } from './promise/report.ts'

/**
 * `npm run bench:promise [-- --only KIND,… --case TEXT --sample N --seed S --jobs N]`: changes that broke the product and must never be healed, each kind
 * beside honest changes of the same shape, which must be. `--sample` takes so many cases of each kind. Exit code 1 where one bug was hidden,
 * or fewer than 95 % of the honest ones were healed.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    case: { type: 'string', default: '' },
    sample: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    verbose: { type: 'boolean', default: false },
  },
})
const print = (text: string) => process.stdout.write(`${text}\n`)
const wanted = values.only === '' ? null : values.only.split(',')

const asked: Asked[] = []
for (const kind of KINDS) {
  if (wanted !== null && !wanted.includes(kind.name)) continue
  const places = kind.cases().flatMap((one, at) => (one.name.includes(values.case) ? [at] : []))
  const chosen = randomOf(values.seed, kind.name).shuffled(places).slice(0, Number(values.sample))
  await inParallel(chosen, Number(values.jobs), async (at) => {
    const one = kind.cases()[at]
    if (!one) return
    const answer = await kind.ask(at).catch((error: unknown) => ({ outcome: 'unusable' as const, note: String(error) }))
    asked.push({ kind: kind.name, case: one, answer })
    const right = answer.outcome === (one.honest ? 'healed' : 'refused')
    if (!right || values.verbose)
      print(`  ${right ? 'right' : 'WRONG'} ${kind.name} ${one.honest ? 'honest' : 'bug'} ${one.name}: ${answer.outcome}: ${answer.note}`)
  })
  await kind.close?.()
}
const { lines, held } = promiseReport(asked)
for (const line of lines) print(line)
process.exitCode = held ? 0 : 1

async function inParallel(places: readonly number[], jobs: number, work: (at: number) => Promise<void>): Promise<void> {
  const waiting = [...places]
  const worker = async () => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) await work(at)
  }
  await Promise.all(Array.from({ length: jobs }, worker))
}
