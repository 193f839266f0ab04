import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { LABELS, labelledDifferences } from './intent/labelled-difference.ts'
import { readDifference } from './intent/read-difference.ts'
import { percent } from './parse/summary.ts'

const { values } = parseArgs({ options: { data: { type: 'string', default: join(import.meta.dirname, '../../../shared/data/intent') } } })
const print = (text: string) => process.stdout.write(`${text}\n`)
const differences = labelledDifferences(values.data)

if (differences === null) print(`No labelled differences in ${values.data}: give their folder with --data DIR.`)
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
