import type { Edit } from '../../../model/candidate.ts'
import { type Cause, contractCause } from '../../../model/cause.ts'
import type { ContractChange } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import { isTextRename, type TextSite, textSites } from '../../changes/texts/text-sites.ts'
import { sitesInTest } from '../../changes/uses/sites-in-test.ts'
import { expectedAt } from '../expected/expected-text.ts'
import { hunkCauses } from '../expected/hunk-causes.ts'
import { declined, type RepairContext, reachEdits, type StrategyFinding } from '../strategy.ts'

type Found = { readonly change: ContractChange; readonly site: TextSite }

/** Declared with two places that agree; the rest is a guess that a person looks at. */
const CONFIDENCE = { text_renamed: 0.95, likely_text_renamed: 0.8 } as const
const OF_EXPECTATIONS = 0.8

/**
 * Follows texts that name something: keys, command-line options, variables of the environment, events. What a test hands to the product is
 * only the way in (`reach`): its assertions stay, and they say whether the product still does the same. What a test asks the product's answer
 * for, or compares it with, is what it expects (`expectation`, caused by the lines that exchanged the text), even where the very same change
 * declares it: users of the answer see another key. Data whose way cannot be followed counts as handed over, and is never followed unasked.
 */
export function renamedTexts(context: RepairContext): readonly StrategyFinding[] {
  const changes = context.changes.filter(isTextRename)
  const found: Found[] = []
  const findings: StrategyFinding[] = []
  for (const change of changes) {
    for (const path of context.testFiles.keys()) {
      const file = context.trees.before.file(path)
      const sites = file === null ? [] : textSites(change, file, context.trees)
      if (sites === null) findings.push(...declined([change], reason('new-name-not-usable', { file: path })))
      else found.push(...sites.map((site) => ({ change, site })))
    }
  }
  const reach = found.filter(({ site }) => site.part !== 'expected')
  const isGuess = ({ change, site }: Found): boolean => change.kind !== 'text_renamed' || site.part === 'unclear'
  const byPlace = Map.groupBy(reach, (one) => JSON.stringify([changes.indexOf(one.change), one.site.file, isGuess(one)]))
  const passed = [...byPlace.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const edits = group.map(({ site: { start, end, replacement } }) => ({ start, end, replacement }))
    const made = reachEdits(first.site.file, [first.change], edits, CONFIDENCE[first.change.kind as keyof typeof CONFIDENCE])
    return made.map((finding) => ({ ...finding, isGuess: isGuess(first) }))
  })
  return [...findings, ...passed, ...expectations(ofTest(found, context), context)]
}

/** What this very test expects, and the helpers that it reaches: what its neighbours expect is for them to say. */
function ofTest(found: readonly Found[], { analysis, trees }: RepairContext): readonly Found[] {
  const { testFile, testName, lineNumber } = analysis.failure
  const file = trees.before.file(testFile)
  const expected = found.filter(({ site }) => site.part === 'expected')
  const inFile = expected.filter(({ site }) => site.file === testFile).map(({ site }) => site)
  const own = new Set(file === null ? [] : sitesInTest(file, { name: testName, line: lineNumber }, inFile))
  return expected.filter(({ site }) => site.file !== testFile || own.has(site))
}

/** One finding for all that the test expects: its assertions hold together or not at all. */
function expectations(found: readonly Found[], context: RepairContext): readonly StrategyFinding[] {
  if (found.length === 0) return []
  const causes = new Map<string, Cause>()
  const edits = found.map(({ change, site }): Edit => {
    const { range, replacement, value } = expectedAt(site, context.testFiles.get(site.file) ?? '')
    const { before, after } = change
    const own = [
      contractCause(change),
      ...hunkCauses({ before, after }, context),
      ...hunkCauses({ before: `'${before}'`, after: `'${after}'` }, context),
    ]
    for (const cause of own) causes.set(cause.id, cause)
    return { file: site.file, range, replacement, effect: 'expectation', value, causes: [...new Set(own.map(({ id }) => id))] }
  })
  return [{ kind: 'edits', causes: [...causes.values()], edits, confidence: OF_EXPECTATIONS }]
}
