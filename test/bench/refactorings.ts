import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { contractChanges } from '../../src/engine/changes/compare/contract-changes.ts'
import { languageOf } from '../../src/engine/languages/index.ts'
import type { FileChange } from '../../src/model/file-change.ts'
import { testParsers } from '../support/grammars.ts'
import { foundFacts } from './refactorings/found-facts.ts'
import { CommitFiles, type Fact, type Group, oracleFact, RefactoringData } from './refactorings/oracle.ts'

/**
 * Precision and recall of renames and moves on validated refactorings:
 * `npm run bench:refactorings -- --data DIR --sources DIR [--verbose]`. DIR of `--data` holds `python.json` and `javascript.json`,
 * that of `--sources` what `sourcesIn` names at the data's origin: `<project>-<commit>.json` and the folders of both commits.
 */
const { values } = parseArgs({ options: { data: { type: 'string' }, sources: { type: 'string' }, verbose: { type: 'boolean' } } })
const { data, sources } = values
if (data === undefined || sources === undefined) {
  process.stderr.write('give --data DIR (python.json, javascript.json) and --sources DIR (the folders that sourcesIn names)\n')
  process.exit(2)
}

type Scored = {
  readonly commit: string
  readonly expected: readonly Fact[]
  readonly found: readonly Fact[]
}

const parsers = await testParsers()
for (const language of ['python', 'javascript']) {
  const { entries } = RefactoringData.parse(JSON.parse(readFileSync(join(data, `${language}.json`), 'utf8')))
  const scored = entries.map((entry) => score(entry, sources))
  process.stdout.write(`${language}: ${entries.length} commits\n`)
  for (const group of ['renames', 'moves'] as const) report(group, scored)
}

function score({ sha1, sourcesIn, refactorings }: RefactoringData['entries'][number], folder: string): Scored {
  const facts = CommitFiles.parse(JSON.parse(readFileSync(join(folder, basename(sourcesIn[0] ?? '')), 'utf8')))
  const project = basename(sourcesIn[1] ?? '').slice(0, -facts.currentCommitId.length)
  const read = (commit: string, path: string, has: readonly string[]): string | null =>
    has.includes(path) ? readFileSync(join(folder, `${project}${commit}`, path), 'utf8') : null
  const paths = [...new Set([...facts.filesBefore, ...facts.filesCurrent])].filter((path) => languageOf(path) !== null)
  const changes: readonly FileChange[] = paths.map((path) => ({
    path,
    before: read(facts.parentCommitId, path, facts.filesBefore),
    after: read(facts.currentCommitId, path, facts.filesCurrent),
  }))
  const found = foundFacts(contractChanges(changes, parsers, { basePaths: facts.filesBefore, headPaths: facts.filesCurrent }))
  const labelled = refactorings.flatMap((one) => {
    const fact = oracleFact(one.type, one.description)
    return fact === null ? [] : [{ ...fact, validation: one.validation }]
  })
  return {
    commit: sha1.slice(0, 7),
    expected: labelled.filter(({ validation }) => validation !== 'FP'),
    found,
  }
}

function report(group: Group, scored: readonly Scored[]): void {
  const rows = new Map<string, { expected: number; hit: number }>()
  let [found, right] = [0, 0]
  const lines: string[] = []
  for (const { commit, expected, found: all } of scored) {
    const mine = all.filter((fact) => fact.group === group)
    const known = new Set(expected.map(({ key }) => key))
    found += mine.length
    right += mine.filter(({ key }) => known.has(key)).length
    lines.push(...mine.filter(({ key }) => !known.has(key)).map(({ key }) => `  not in the data: ${commit} ${key}`))
    for (const fact of expected.filter((one) => one.group === group)) {
      const row = rows.get(fact.type) ?? { expected: 0, hit: 0 }
      const isHit = mine.some(({ key }) => key === fact.key)
      rows.set(fact.type, { expected: row.expected + 1, hit: row.hit + Number(isHit) })
      if (!isHit) lines.push(`  missed: ${commit} ${fact.type}: ${fact.key}`)
    }
  }
  const [n, hits] = [...rows.values()].reduce<readonly [number, number]>(([a, b], row) => [a + row.expected, b + row.hit], [0, 0])
  process.stdout.write(`${group}: precision ${ratio(right, found)}, recall ${ratio(hits, n)}\n`)
  for (const [type, row] of rows) process.stdout.write(`  ${type}: recall ${ratio(row.hit, row.expected)}\n`)
  if (values.verbose === true) process.stdout.write(`${lines.join('\n')}\n`)
}

/** `0.950 (19 of 20, 0.764 to 0.991)`: Wilson's interval, 95 %. */
function ratio(part: number, whole: number): string {
  if (whole === 0) return 'none'
  const [p, z] = [part / whole, 1.96]
  const middle = (p + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole)
  const half = (z / (1 + z ** 2 / whole)) * Math.sqrt((p * (1 - p)) / whole + z ** 2 / (4 * whole ** 2))
  return `${p.toFixed(3)} (${part} of ${whole}, ${(middle - half).toFixed(3)} to ${Math.min(1, middle + half).toFixed(3)})`
}
