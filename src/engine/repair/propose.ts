import type { Edit } from '../../model/candidate.ts'
import type { Cause } from '../../model/cause.ts'
import { type Reason, reason } from '../../model/reason.ts'
import type { RepairStrategy } from '../../model/repair-strategy.ts'
import { applyEdits, distinctEdits, doContradict } from './apply-edits.ts'
import { isStructured, readDocument } from './data/data-document.ts'
import { nestedEdits } from './nested-edits.ts'
import { strategies } from './strategies/index.ts'
import type { RepairContext, Strategy, StrategyFinding } from './strategy.ts'

/** Candidates of one test that are tried one after the other, at most. */
const MAX_CANDIDATES = 3

/** What would repair one test, before it is joined with what its file needs for others. */
export type Draft = {
  readonly strategy: RepairStrategy
  readonly causes: readonly Cause[]
  readonly edits: readonly Edit[]
  readonly confidence: number
  readonly isGuess: boolean
  readonly origin: 'rule' | 'example'
}

/** Why a strategy makes no edit, or why edits that it made are not used. */
export type Declined = { readonly strategy: RepairStrategy; readonly causes: readonly Cause[]; readonly reason: Reason }

/** `drafts` are ranked, best first; each is tried only where those before it do not hold. */
export type Drafts = { readonly drafts: readonly Draft[]; readonly declined: readonly Declined[] }

/**
 * Every way to repair one test from text: first what follows all changes that its files use, then each change by itself. Nothing where
 * two strategies want to edit the same place, or where an edited file would no longer parse: then `declined` says so.
 */
export function proposeFor(context: RepairContext, asked: readonly Strategy[] = strategies): Drafts {
  const found = asked.flatMap((strategy) => strategy.propose(context).map((finding) => ({ strategy: strategy.name, ...finding })))
  const refusals = found.flatMap(({ strategy, ...finding }) =>
    finding.kind === 'declined' ? [{ strategy, causes: finding.causes, reason: finding.reason }] : [],
  )
  const single = found
    .flatMap(({ strategy, ...finding }) => (finding.kind === 'edits' ? [draftOf(strategy, finding)] : []))
    .filter(({ edits }) => edits.length > 0 && edits.every(({ file }) => context.testFiles.has(file) || context.testData.has(file)))
    .toSorted((one, other) => rank(one, context) - rank(other, context))
  const [best] = single
  if (best === undefined) return { drafts: [], declined: refusals }
  // a changed expectation is a candidate of its own, above what the declared changes need: it never joins one that keeps them all
  const reach = single.filter((draft) => isReach(draft) && !draft.isGuess)
  const others = single.filter((draft) => !isReach(draft))
  const combined = combine(reach, context)
  if (combined === 'contradiction') {
    const why = reason('changes-contradict', {})
    return { drafts: [], declined: [...refusals, { strategy: best.strategy, causes: best.causes, reason: why }] }
  }
  const alone = reach
    .filter((draft) => draft.edits.length < (combined?.edits.length ?? 0))
    .map((draft) => combine([draft], context))
    .filter((draft) => draft !== null && draft !== 'contradiction')
  const onTop = others.flatMap((draft) => {
    const both = combined === null ? draft : combine([draft, combined], context)
    return both === null || both === 'contradiction' ? [] : [both]
  })
  const guesses = single.filter((draft) => isReach(draft) && draft.isGuess)
  const guessed = guesses.length === 0 ? null : combine([...reach, ...guesses], context)
  // what one commit declares, a test may need all at once: each by itself would leave it failing by the others
  const told = others.filter(isTold)
  const whole = told.length + guesses.length > 1 ? combine([...told, ...reach, ...guesses], context) : null
  const first = [combined, guessed, told.length > 0 ? whole : null].filter((draft) => draft !== null && draft !== 'contradiction')
  const drafts = [...first, ...alone.slice(0, Math.max(0, MAX_CANDIDATES - first.length - onTop.length)), ...onTop]
  const broken = drafts.filter((draft) => !doesParse(draft, context))
  return {
    drafts: drafts.filter((draft) => !broken.includes(draft)).slice(0, MAX_CANDIDATES),
    declined: [...refusals, ...broken.map(({ strategy, causes }) => ({ strategy, causes, reason: reason('would-not-parse', {}) }))],
  }
}

function draftOf(strategy: RepairStrategy, finding: Extract<StrategyFinding, { kind: 'edits' }>): Draft {
  const { causes, edits, confidence, isGuess = false, origin = 'rule' } = finding
  return { strategy, causes, edits, confidence, isGuess, origin }
}

function isReach({ edits }: Draft): boolean {
  return edits.every(({ effect }) => effect === 'reach')
}

/** Expectations that follow a declared change, as far as text says it; nothing is taken away. */
function isTold({ edits, causes }: Draft): boolean {
  return causes.some(({ kind }) => kind === 'contract') && edits.every(({ effect }) => effect !== 'removal')
}

/** Declared changes go by their relevance for the failure; everything else comes after them. */
function rank({ causes }: Draft, { changes }: RepairContext): number {
  const [first] = causes
  return first?.kind === 'contract' ? changes.indexOf(first.change) : changes.length
}

function combine(drafts: readonly Draft[], { testFiles }: Pick<RepairContext, 'testFiles'>): Draft | 'contradiction' | null {
  const [first] = drafts
  if (first === undefined) return null
  const all = distinctEdits(drafts.flatMap((draft) => draft.edits))
  const edits = doContradict(all) ? nestedEdits(all, testFiles) : all
  if (edits === null) return 'contradiction'
  return {
    strategy: first.strategy,
    causes: distinctCauses(drafts.flatMap((draft) => draft.causes)),
    edits: edits.toSorted((one, other) => one.file.localeCompare(other.file) || one.range.start - other.range.start),
    confidence: Math.min(...drafts.map((draft) => draft.confidence)),
    isGuess: drafts.some(({ isGuess }) => isGuess),
    origin: drafts.some(({ origin }) => origin === 'example') ? 'example' : 'rule',
  }
}

/** Each cause once, in order. */
export function distinctCauses(causes: readonly Cause[]): readonly Cause[] {
  return [...new Map(causes.map((cause) => [cause.id, cause])).values()]
}

function doesParse({ edits }: Draft, { testFiles, testData, parsers }: RepairContext): boolean {
  return [...Map.groupBy(edits, (edit) => edit.file)].every(([file, members]) => {
    const data = testData.get(file)
    if (data !== undefined) return !isStructured(file) || readDocument(file, applyEdits(data, members)) !== null
    const text = testFiles.get(file) ?? ''
    const before = parsers.parse(file, text)
    const after = parsers.parse(file, applyEdits(text, members))
    return before !== null && after !== null && after.errors.length <= before.errors.length
  })
}
