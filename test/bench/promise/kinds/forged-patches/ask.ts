import { isInformational } from '../../../../../src/engine/changes/compare/informational-changes.ts'
import { readSources } from '../../../../../src/engine/diagnosis/sources/sources.ts'
import type { Framework } from '../../../../../src/engine/frameworks/framework.ts'
import { frameworkNamed } from '../../../../../src/engine/frameworks/index.ts'
import { editedFiles } from '../../../../../src/engine/repair/edited-files.ts'
import { groupCandidates } from '../../../../../src/engine/repair/group-candidates.ts'
import { draftsFor, reportedOnly } from '../../../../../src/engine/repair/test-drafts.ts'
import { textRefusal } from '../../../../../src/engine/review/judge.ts'
import { reviewCandidate } from '../../../../../src/engine/review/review-candidate.ts'
import type { Candidate, Edit } from '../../../../../src/model/candidate.ts'
import { contractCause } from '../../../../../src/model/cause.ts'
import { verifyReport } from '../../../../../src/server/intake/verify-report.ts'
import { testParsers } from '../../../../support/grammars.ts'
import type { ForgedCase, LaidOut, Texts } from './forged-case.ts'
import { analysisOf, reportOf } from './forged-report.ts'

type Asked = {
  readonly laid: LaidOut
  readonly one: ForgedCase
  readonly head: Texts
  readonly framework: Framework
  readonly sources: Awaited<ReturnType<typeof readSources>>
}

async function read(one: ForgedCase, laid: LaidOut, product: Texts): Promise<Asked> {
  const framework = frameworkNamed(one.framework)
  if (framework === null) throw new Error(`there is no framework ${one.framework}`)
  const [base, head] = [laid.base, product].map((texts) => ({ ...texts, [laid.test]: laid.before }) as Texts) as [Texts, Texts]
  const trees = { base, head }
  const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort()
  const changes = paths
    .map((path) => ({ path, before: base[path] ?? null, after: head[path] ?? null }))
    .filter(({ before, after }) => before !== after)
  const texts = {
    listFiles: async (tree: 'base' | 'head') => Object.keys(trees[tree]).sort(),
    readFile: async (tree: 'base' | 'head', path: string) => trees[tree][path] ?? null,
    changes: async () => changes,
  }
  return { laid, one, head, framework, sources: await readSources(texts, framework, await testParsers()) }
}

/** Every way in which the forged text is asked for, by what accepted it; empty where nothing did. */
export async function acceptedForgeries(one: ForgedCase, laid: LaidOut): Promise<readonly string[]> {
  const asked = await read(one, laid, laid.buggy)
  const honest = await ownEdits(asked)
  const whole: Edit = {
    file: laid.test,
    range: { start: 0, end: laid.before.length },
    replacement: laid.forged,
    effect: 'reach',
    causes: [],
  }
  const piece = narrowest(laid.before, laid.forged, laid.test)
  const beside = narrowest(laid.honest, laid.forged, laid.test)
  const moved = beside === null ? [] : [...honest, { ...beside, range: inBefore(beside.range, honest) }]
  const claims: readonly (readonly [string, readonly Edit[]])[] = [
    ['the whole file', [whole]],
    ['the narrowest edit', piece === null ? [] : [piece]],
    ['the honest edits and one more', moved],
  ]
  const accepted: string[] = []
  const causes = asked.sources.changes.filter((change) => !isInformational(change)).map(contractCause)
  const ids = causes.map(({ id }) => id)
  const byText = reviewCandidate({ edits: [{ ...whole, causes: ids }], causes }, { ...asked, parsers: await testParsers() }, [])
  if (byText !== null && textRefusal(byText.review) === null) accepted.push('the text checks')
  for (const [name, edits] of claims) {
    if (edits.length === 0) continue
    const candidate = candidateOf(
      asked,
      edits.map((edit) => ({ ...edit, causes: ids })),
      causes,
    )
    if ((await offered(asked, candidate)).length > 0) accepted.push(`the server, for ${name}`)
  }
  return accepted
}

/** What the server makes of the engine's own repair, and what the text checks say of the honest text; `null` where nothing is offered. */
export async function offeredText(one: ForgedCase, laid: LaidOut): Promise<string | null> {
  const asked = await read(one, laid, laid.head)
  const edits = await ownEdits(asked)
  const causes = asked.sources.changes.filter((change) => !isInformational(change)).map(contractCause)
  const files = await offered(asked, candidateOf(asked, edits, causes))
  return files.find(({ path }) => path === laid.test)?.after ?? null
}

/** What the engine itself would edit. */
async function ownEdits({ framework, sources, laid, one }: Asked): Promise<readonly Edit[]> {
  const analysis = analysisOf(one, laid)
  const { drafts } = draftsFor(reportedOnly(analysis), { sources, framework, parsers: await testParsers() })
  return groupCandidates([{ testId: analysis.failure.testId, drafts: drafts.slice(0, 1) }], () => []).candidates.flatMap(
    ({ edits }) => edits,
  )
}

function candidateOf({ one, laid }: Asked, edits: readonly Edit[], causes: Candidate['causes']): Candidate {
  const { testId } = analysisOf(one, laid).failure
  return {
    id: 'one',
    testIds: [testId],
    askedBy: [testId],
    strategy: 'rename_symbol',
    origin: 'rule',
    round: 0,
    causes: [...causes],
    edits: [...edits],
    confidence: 0.98,
  }
}

async function offered({ one, laid, head }: Asked, candidate: Candidate) {
  const verdict = await verifyReport(reportOf(one, laid, head, candidate), await testParsers())
  if (verdict.outcome === 'rejected') return []
  const edits = verdict.repairs.flatMap((repair) => (repair.refusal === null ? repair.edits : []))
  return editedFiles(edits, new Map(verdict.heads.map(({ path, text }) => [path, text]))) ?? []
}

/** The one edit that makes a text of another, without what is the same at its ends. */
function narrowest(before: string, after: string, file: string): Edit | null {
  if (before === after) return null
  let start = 0
  while (start < before.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const range = { start, end: before.length - end }
  return { file, range, replacement: after.slice(start, after.length - end), effect: 'reach', causes: [] }
}

/** A range of the honest text as a range of the text before its edits. */
function inBefore({ start, end }: Edit['range'], edits: readonly Edit[]): Edit['range'] {
  const back = (at: number): number =>
    edits
      .toSorted((one, other) => one.range.start - other.range.start)
      .reduce(
        (place, { range, replacement }) =>
          range.start + replacement.length <= place ? place - replacement.length + range.end - range.start : place,
        at,
      )
  return { start: back(start), end: back(end) }
}
