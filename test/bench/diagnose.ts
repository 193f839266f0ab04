import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { testParsers } from '../support/grammars.ts'
import { CaseResult } from './diagnose/case-result.ts'
import { classLines } from './diagnose/classes.ts'
import { judge } from './diagnose/judge.ts'
import { ladderLines } from './diagnose/ladder.ts'
import { reliabilityBins, reliabilityLines, reliabilitySvg } from './diagnose/reliability.ts'
import { reportLines, troubleLines } from './diagnose/report.ts'
import { runCase } from './diagnose/run-case.ts'
import { labelledFiles } from './parse/labelled-file.ts'

/**
 * `npm run bench:diagnose [-- --sample 300 --seed 1 --shard 1/4 --results FILE --svg FILE --only classes,verdicts,ladder]`: the class of failure
 * of labelled logs, verdicts on injected bugs and refactorings in code bases of the registries, and the ladder without reruns.
 * Cases that were kept (`--results FILE --keep DIR`) are what `bench:intent -- --only weights` reads.
 * Shards append to one result file; the union of the file is printed. `--case I --keep DIR` makes one case again and keeps its repository.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '../../../shared/data') },
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    shard: { type: 'string', default: '1/1' },
    results: { type: 'string' },
    svg: { type: 'string' },
    only: { type: 'string', default: 'classes,verdicts,ladder' },
    case: { type: 'string' },
    keep: { type: 'string' },
  },
})
const print = (text: string) => process.stdout.write(`${text}\n`)
const caller = process.env['INIT_CWD'] ?? process.cwd()
const parts = values.only.split(',')

if (parts.includes('classes')) {
  const files = labelledFiles(values.data)
  for (const line of files ? await classLines(files) : [`No labelled data in ${values.data}: give its folder with --data DIR.`]) print(line)
}
if (parts.includes('ladder')) for (const line of await ladderLines()) print(line)
if (parts.includes('verdicts')) await verdicts()

async function verdicts(): Promise<void> {
  const file = values.results === undefined ? null : resolve(caller, values.results)
  const done = file !== null && existsSync(file) ? readResults(file) : []
  const known = new Set(done.map(({ id }) => id))
  const parsers = await testParsers()
  const fresh: CaseResult[] = []
  for (const index of caseNumbers()) {
    if (known.has(`${values.seed}-${index}`)) continue
    const keep = values.keep === undefined ? null : join(resolve(caller, values.keep), `${values.seed}-${index}`)
    if (keep !== null) mkdirSync(keep, { recursive: true })
    const result = await runCase(Number(values.seed), index, parsers, keep).catch((error: unknown) => String(error))
    if (typeof result === 'string') {
      print(`  case ${index}: ${result}`)
      continue
    }
    const { outcome, said } = judge(result)
    print(
      `  ${outcome.padEnd(9)} ${result.id} ${result.codeBase} ${result.kind}: true ${result.truth}, said ${said}: ${result.summary}${result.error ? ` (${result.error})` : ''}`,
    )
    fresh.push(result)
    if (file !== null) appendFileSync(file, `${JSON.stringify(result)}\n`)
  }
  const cases = (file === null ? fresh : readResults(file)).map(judge)
  for (const line of [...reportLines(cases), ...reliabilityLines(reliabilityBins(cases)), ...troubleLines(cases)]) print(line)
  if (values.svg !== undefined) writeFileSync(resolve(caller, values.svg), reliabilitySvg(reliabilityBins(cases)))
}

/** `--shard 2/4` is the second case of each four. */
function caseNumbers(): readonly number[] {
  if (values.case !== undefined) return [Number(values.case)]
  const [shard = 1, shards = 1] = values.shard.split('/').map(Number)
  return Array.from({ length: Number(values.sample) }, (_, index) => index).filter((index) => index % shards === shard - 1)
}

function readResults(file: string): readonly CaseResult[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => CaseResult.parse(JSON.parse(line)))
}
