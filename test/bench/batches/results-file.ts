import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

/** What one shard of a benchmark found. `commit` ends in `+` where the checkout had changes that were not committed. */
const ResultsFile = z.object({
  bench: z.string(),
  commit: z.string(),
  seed: z.number(),
  sample: z.number(),
  shard: z.string(),
  cases: z.array(z.unknown()),
})
export type ResultsFile = Readonly<z.infer<typeof ResultsFile>>

export function commitHere(): string {
  const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
  return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', '--', ':/src', ':/test/bench') === '' ? '' : '+'}`
}

export function writeResults(file: string, results: ResultsFile): void {
  writeFileSync(file, `${JSON.stringify(results)}\n`)
}

/** All cases of shards of one commit, seed and sample. Throws where they are not, or where one is there twice. */
export function mergedResults(bench: string, files: readonly string[]): ResultsFile {
  const read = files.map((file) => ({ file, ...ResultsFile.parse(JSON.parse(readFileSync(file, 'utf8'))) }))
  const [first] = read
  if (first === undefined) throw new Error('--merge needs the files that --json wrote')
  for (const { file, ...one } of read) {
    if (one.bench !== bench) throw new Error(`${file} is of bench:${one.bench}: merge shards of one benchmark`)
    for (const key of ['commit', 'seed', 'sample'] as const)
      if (one[key] !== first[key]) throw new Error(`${file}: ${key} ${one[key]}, ${first.file}: ${first[key]}: merge shards of one run`)
  }
  const shards = read.map(({ shard }) => shard)
  const twice = shards.find((shard, at) => shards.indexOf(shard) !== at)
  if (twice !== undefined) throw new Error(`shard ${twice} is there twice: give each file once`)
  const { commit, seed, sample } = first
  return { bench, commit, seed, sample, shard: shards.join(' + '), cases: read.flatMap(({ cases }) => cases) }
}
