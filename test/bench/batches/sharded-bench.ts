import { appendFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { inBatches } from './in-batches.ts'
import { commitHere, mergedResults, type ResultsFile, writeResults } from './results-file.ts'
import { shardOf } from './shard.ts'

/** A case whose process ended without an answer. */
const Lost = z.object({ index: z.number(), outcome: z.enum(['crashed', 'timed_out']), note: z.string() })
export type Lost = Readonly<z.infer<typeof Lost>>

type Options = Readonly<Record<string, string | undefined>>

type ShardedBench<Result extends { readonly index: number }> = {
  readonly name: string
  /** The file that the command starts: it starts itself again for each batch. */
  readonly program: string
  /** Cases where `--sample` is not given. */
  readonly sample: number
  /** How long one case may take. */
  readonly limitMs: number
  readonly schema: z.ZodType<Result>
  /** More options, which take a value. Files and folders are named from where the command was started. */
  readonly files?: readonly string[]
  /** How many cases there are, where not as many as wanted (default: no end). */
  readonly count?: (options: Options) => number
  ask(request: { readonly seed: number; readonly index: number; readonly sample: number; readonly options: Options }): Promise<Result>
  told(result: Result): string
  /** Prints the figures; `false` fails the bench. */
  report(cases: readonly (Result | Lost)[], options: Options, print: (text: string) => void): boolean
}

/**
 * A benchmark of many repositories: `--sample N --seed S --shard I/N --json OUT`, or `--merge A.json B.json …`, which sums shards of one commit.
 * `--only 3,7 [--out FILE]` asks these cases in this process.
 */
export async function shardedBench<Result extends { readonly index: number }>(bench: ShardedBench<Result>): Promise<void> {
  const text = { type: 'string' } as const
  const own = Object.fromEntries((bench.files ?? []).map((name) => [name, text] as const))
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ...own, sample: text, seed: text, shard: text, json: text, only: text, out: text, merge: { type: 'boolean' } },
  })
  const place = (file: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), file)
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const given = Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
  const options: Options = Object.fromEntries(given.map(([name, value]) => [name, bench.files?.includes(name) ? place(value) : value]))
  const seed = Number(options['seed'] ?? 1)
  const sample = Math.min(Number(options['sample'] ?? bench.sample), bench.count?.(options) ?? Number.POSITIVE_INFINITY)
  const shard = options['shard'] ?? '1/1'

  if (options['only'] !== undefined) {
    for (const index of options['only'].split(',').map(Number)) {
      const result = await bench.ask({ seed, index, sample, options })
      print(`  ${bench.told(result)}`)
      if (options['out'] !== undefined) appendFileSync(options['out'], `${JSON.stringify(result)}\n`)
    }
    return
  }
  const results = values.merge ? mergedResults(bench.name, positionals.map(place)) : await measured()
  print(`bench:${bench.name} at ${results.commit}, seed ${results.seed}, sample ${results.sample}, shard ${results.shard}`)
  const cases = results.cases.map((one) => z.union([Lost, bench.schema]).parse(one))
  process.exitCode = bench.report(cases, options, print) ? 0 : 1

  async function measured(): Promise<ResultsFile> {
    const commit = commitHere()
    const passed = ['sample', 'seed', ...(bench.files ?? [])].flatMap((name) => {
      const value = options[name]
      return value === undefined ? [] : [`--${name}`, value]
    })
    const ended = await inBatches(shardOf(sample, shard), { program: bench.program, words: passed, limitMs: bench.limitMs, print })
    const found = ended.map((one) => (one.outcome === 'answered' ? JSON.parse(one.line) : one))
    const all = { bench: bench.name, commit, seed, sample, shard, cases: found }
    if (options['json'] !== undefined) writeResults(place(options['json']), all)
    return all
  }
}
