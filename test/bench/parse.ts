import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { TestReport } from '../../src/model/test-report.ts'
import { brokenVariant } from './parse/broken-variants.ts'
import { bytesOf, type LabelledFile, labelledFiles } from './parse/labelled-file.ts'
import { logVariants } from './parse/log-variants.ts'
import { readBytes } from './parse/read-bytes.ts'
import { type Score, score } from './parse/score.ts'
import { seeded } from './parse/seeded.ts'
import { percent, summaryOf } from './parse/summary.ts'
import { throughput } from './parse/throughput.ts'

/** Broken variants are cut down to this size first, so that 10,000 of them take minutes. */
const MAX_BROKEN_BYTES = 150_000
const MAX_BROKEN_MS = 5000

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '../../../shared/data') },
    sample: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    'no-throughput': { type: 'boolean', default: false },
  },
})
const print = (text: string) => process.stdout.write(`${text}\n`)
const seed = Number(values.seed)

async function main(): Promise<void> {
  const files = labelledFiles(values.data)
  if (files) {
    await accuracy(files)
    await sameAnswers(files)
    await broken(files)
  } else
    print(
      `No labelled data in ${values.data}: give its folder with --data DIR. It holds ci-logs, failure-class and reports, each with an expected.json.`,
    )
  if (!values['no-throughput']) for (const line of await throughput(seed)) print(line)
}

/** Two random halves, so that tuning on one of them would show. */
async function accuracy(files: readonly LabelledFile[]): Promise<void> {
  const random = seeded(seed)
  const scored: { readonly file: LabelledFile; readonly score: Score; readonly half: number }[] = []
  for (const file of files) {
    const bytes = await bytesOf(file)
    const result = score(file, await readBytes(file.file, bytes), bytes.toString('latin1').split('\n').length)
    scored.push({ file, score: result, half: random() < 0.5 ? 1 : 2 })
    if (result.wrong.length > 0) print(`  ${file.set}/${file.file}: ${result.wrong.join('; ')}`)
  }
  for (const set of ['reports', 'ci-logs', 'failure-class', 'both sets of logs']) {
    const own = scored.filter(({ file }) => file.set === set || (set === 'both sets of logs' && file.set !== 'reports'))
    for (const line of summaryOf(
      set,
      own.map(({ score: one }) => one),
    ))
      print(line)
    for (const half of [1, 2]) {
      const [, exact, names, kind] = summaryOf(
        set,
        own.filter((one) => one.half === half).map(({ score: one }) => one),
      )
      print(`  half ${half}: ${[exact, names, kind].map((line) => line?.trim().replace(/ +/g, ' ')).join('; ')}`)
    }
  }
}

/** What must not depend on how a log was fetched. */
function answer({ class: kind, counts, failures, framework }: TestReport): string {
  return JSON.stringify({ kind, framework, counts, failures: failures.map(({ testId, span, failureType }) => [testId, span, failureType]) })
}

async function sameAnswers(files: readonly LabelledFile[]): Promise<void> {
  const same = new Map<string, boolean[]>()
  for (const file of files.filter(({ set }) => set !== 'reports')) {
    const text = (await bytesOf(file)).toString('utf8')
    const own = answer(await readBytes(file.file, Buffer.from(text)))
    for (const [name, change] of Object.entries(logVariants)) {
      const isSame = answer(await readBytes(file.file, Buffer.from(change(text)))) === own
      same.set(name, [...(same.get(name) ?? []), isSame])
      if (!isSame) print(`  ${file.set}/${file.file}: another answer with ${name}`)
    }
  }
  for (const [name, outcomes] of same) print(`same answer with ${name}: ${percent(outcomes.filter(Boolean).length, outcomes.length)}`)
}

/** Truncated and fuzzed variants of the files that are red: none may crash, hang or look green. */
async function broken(files: readonly LabelledFile[]): Promise<void> {
  const random = seeded(seed)
  const red = files.filter(({ failed = 0, errored = 0, valid }) => valid !== false && failed + errored > 0)
  const sources = await Promise.all(red.map(async (file) => ({ file, bytes: shortened(await bytesOf(file)) })))
  const tally = { crashes: 0, slow: 0, greenTruncated: 0, greenOther: 0, truncated: 0 }
  const n = Number(values.sample)
  for (let index = 0; index < n; index++) {
    const source = sources[Math.floor(random() * sources.length)]
    if (!source) break
    const variant = brokenVariant(source.bytes, random)
    if (variant.isTruncated) tally.truncated++
    const startedAt = performance.now()
    try {
      const isGreen = looksGreen(await readBytes(source.file.file, variant.bytes))
      if (isGreen) variant.isTruncated ? tally.greenTruncated++ : tally.greenOther++
      if (isGreen)
        print(`  ${source.file.set}/${source.file.file}: looks green (variant ${index}${variant.isTruncated ? ', truncated' : ''})`)
    } catch (error) {
      tally.crashes++
      print(`  ${source.file.set}/${source.file.file}: ${String(error)} (variant ${index})`)
    }
    if (performance.now() - startedAt > MAX_BROKEN_MS) tally.slow++
  }
  print(
    `broken variants: ${n}, of them ${tally.truncated} truncated; ${tally.crashes} crashes, ${tally.slow} over ${MAX_BROKEN_MS} ms, false all green: ${tally.greenTruncated} truncated, ${tally.greenOther} otherwise broken`,
  )
}

/** Head and tail of a file that is long, cut at line ends: where a job begins, and where it says how it ended. */
function shortened(bytes: Buffer): Buffer {
  if (bytes.length <= MAX_BROKEN_BYTES) return bytes
  const half = MAX_BROKEN_BYTES / 2
  const head = bytes.subarray(0, bytes.indexOf('\n', half) + 1)
  return Buffer.concat([head, bytes.subarray(bytes.indexOf('\n', bytes.length - half) + 1)])
}

function looksGreen({ class: kind, counts, failures, truncated, error }: TestReport): boolean {
  return kind === 'none' && counts.run > 0 && counts.failed + counts.errored + failures.length === 0 && !truncated && error === undefined
}

await main()
