import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { testParsers } from '../support/grammars.ts'
import { CaseResult } from './diagnose/case-result.ts'
import { LABELS, labelledDifferences } from './intent/labelled-difference.ts'
import { readDifference } from './intent/read-difference.ts'
import { CLAIMS, commitTests, type KeptTest, seededTests } from './intent/weights/kept-observations.ts'
import { type Observation, seenSigns } from './intent/weights/observation.ts'
import { verdictLines, weightLines } from './intent/weights/report.ts'
import { percent } from './parse/summary.ts'

/**
 * `npm run bench:intent [-- --data DIR]`: labelled differences, intended or not, judged from texts and outputs alone.
 * `--only weights [--results FILE --keep DIR] [--commits DIR]` fits the weights of the signs on these, on seeded cases that
 * `bench:diagnose --results FILE --keep DIR` kept, and on real commits that were healed with `--keep`; it prints them beside those that
 * are set, how well both are calibrated, what is accused, and whether a bug is called meant, under its own message and under claims.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(import.meta.dirname, '../../../shared/data/intent') },
    only: { type: 'string', default: 'differences' },
    results: { type: 'string' },
    keep: { type: 'string' },
    commits: { type: 'string' },
  },
})
const caller = process.env['INIT_CWD'] ?? process.cwd()
const print = (text: string) => process.stdout.write(`${text}\n`)
const differences = labelledDifferences(values.data)

if (values.only === 'weights') await printWeights()
else if (differences === null) print(`No labelled differences in ${values.data}: give their folder with --data DIR.`)
else {
  const read = await Promise.all(differences.map(async (one) => ({ ...one, ...(await readDifference(one)) })))
  const withText = read.filter(({ texts }) => texts.length > 0)
  const right = (list: typeof read) => percent(list.filter(({ answer, label }) => answer === label).length, list.length)
  const majority = (list: typeof read) => percent(list.filter(({ label }) => label === 'intended').length, list.length)
  print(
    `${read.length} labelled differences of ${new Set(read.map(({ file }) => file)).size} pull requests, of which ${withText.length} come with any words of their authors`,
  )
  print('Only what stands in these files is read: no source, no run. “unknown” counts as wrong.')
  const noise = read.filter(({ isNoise }) => isNoise)
  print(`  the same lines on both sides  ${noise.length}: nothing differs, so nothing that was not meant; answered “intended”`)
  print(`  three-way accuracy            ${right(read)}; always “intended” would have ${majority(read)}`)
  print(`  where the author wrote words  ${right(withText)}; always “intended” would have ${majority(withText)}`)
  const said = read.filter(({ answer }) => answer === 'unintended')
  const really = read.filter(({ label }) => label === 'unintended')
  const hits = said.filter(({ label }) => label === 'unintended').length
  print(`  unintended: precision         ${percent(hits, said.length)}`)
  print(
    `  unintended: recall            ${percent(hits, really.length)}; ${really.filter(({ texts }) => texts.length > 0).length} of them come with words`,
  )
  print('')
  const answers = [...LABELS, 'unknown'] as const
  print(`  ${'labelled \\ answered'.padEnd(20)}${answers.map((answer) => answer.padStart(18)).join('')}`)
  for (const label of LABELS) {
    const counts = answers.map((answer) => read.filter((one) => one.label === label && one.answer === answer).length)
    print(`  ${label.padEnd(20)}${counts.map((count) => String(count).padStart(18)).join('')}`)
  }
}

async function printWeights(): Promise<void> {
  const parsers = await testParsers()
  const { results, keep, commits } = values
  const cases = results === undefined || !existsSync(resolve(caller, results)) ? [] : readResults(resolve(caller, results))
  const kept = resolve(caller, keep ?? '.')
  const seeded = await seededTests(cases, kept, parsers)
  const real = commits === undefined ? [] : await commitTests(resolve(caller, commits), parsers)
  const claimed = await Promise.all(CLAIMS.map((claim) => seededTests(cases, kept, parsers, claim)))
  const prior = [...seeded, ...real].find(({ analysis }) => analysis.intent !== undefined)?.analysis.intent?.prior
  const rows = [...observations([...seeded, ...real]), ...(await labelledRows())]
  for (const line of weightLines(rows, prior ?? 0)) print(line)
  for (const line of [
    ...verdictLines('seeded cases', seeded),
    ...verdictLines('real commits', real),
    ...CLAIMS.flatMap((claim, index) => verdictLines(`bugs under “${claim.split('\n', 1)[0]}”`, claimed[index] ?? [])),
  ])
    print(line)
}

function observations(tests: readonly KeptTest[]): readonly Observation[] {
  return [...Map.groupBy(tests, (one) => one.case).values()].flatMap((own) => {
    const judged = own.filter(({ analysis }) => analysis.intent !== undefined)
    return judged.map(({ repository, analysis, isMeant }) => ({
      ...{ repository, isMeant, share: 1 / judged.length },
      signs: seenSigns(analysis.intent ?? { features: [] }),
    }))
  })
}

/** Differences that were mended by chance are neither. */
async function labelledRows(): Promise<readonly Observation[]> {
  const read = await Promise.all((differences ?? []).map(async (one) => ({ ...one, ...(await readDifference(one)) })))
  const rows = read.flatMap(({ file, product, label, judgement }) =>
    judgement === undefined || label === 'coincidental fix'
      ? []
      : [{ file, product, isMeant: label === 'intended', signs: seenSigns(judgement) }],
  )
  return [...Map.groupBy(rows, ({ file }) => file).values()].flatMap((own) =>
    own.map(({ product, isMeant, signs }) => ({ repository: product, isMeant, signs, share: 1 / own.length })),
  )
}

function readResults(file: string): readonly CaseResult[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => CaseResult.parse(JSON.parse(line)))
}
