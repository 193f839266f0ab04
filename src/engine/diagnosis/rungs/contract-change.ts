import type { ContractChange } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import { openPlace } from '../../changes/possible/callers.ts'
import { arityResult } from '../../changes/results/arity-result.ts'
import { recordResult } from '../../changes/results/record-result.ts'
import { wrappedResult } from '../../changes/results/wrapped-result.ts'
import { lastPart } from '../../changes/uses/use-site.ts'
import { languages } from '../../languages/index.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { causeOf } from '../causes/cause-of.ts'
import { partakes } from '../causes/declaring-hunks.ts'
import { decide, passOn } from '../finding.ts'
import { isForwarded } from '../forwarded-arguments.ts'
import { isMentioned } from '../intent/reading/observed-changes.ts'
import { showsPending } from '../pending-result.ts'
import { showsProperty } from '../property-result.ts'
import { reachedHunks } from '../reached-hunks.ts'
import type { Decision, DiagnosisContext, Rule } from '../rule.ts'
import { removal } from './removal.ts'

const NAME = 'contract-change'

/**
 * A declared change explains the failure when the message names what was replaced, or when the test uses what was replaced;
 * in the second case a repair still has to prove it. A product that only followed half-way is broken, whatever the test says.
 */
export const contractChange = {
  name: NAME,
  description:
    'The change declares a new contract (a name, a place, a parameter), the test uses the old one and every caller in the product follows.',
  examine(context) {
    const failure = context.failing?.failure
    if (!failure) return passOn(NAME, reason('no-failure', {}))
    const { named, used, isFake } = context.relevant()
    const relevant = named.length > 0 ? named : used.filter(({ kind }) => kind !== 'removed')
    const [main] = relevant
    const properties = context.changes.filter((change) => change.kind === 'became_property' && isMentioned(change, context))
    const stillCalled = halfFinished(properties, context)
    if (stillCalled) return decide(NAME, stillCalled)
    if (main === undefined) return passOn(NAME, reason('no-declared-change-used', { declared: context.changes.length }))
    const innermost = failure.frames.findLast((frame) => frame.file !== null)?.file ?? null
    const crossed = crossing(relevant, context)
    if (crossed) return decide(NAME, crossed)
    const inProduct = innermost !== null && !context.framework.isTestFile(innermost)
    const halfway = halfFinished(relevant, context)
    if (halfway) return decide(NAME, halfway)
    if (named.length > 0 && inProduct && !isFake && !isForwarded(failure, context)) {
      return passOn(NAME, reason('fails-in-product', { change: main, file: innermost }))
    }
    if (main.kind === 'removed') return decide(NAME, maybeHalfDone(relevant, context) ?? removal(main, relevant, context))
    const cause = named.length === 0 ? causeOf(context) : null
    if (cause?.finding.outcome === 'found' && !relevant.some((one) => partakes(one, cause.hunks, context.trees))) {
      return passOn(NAME, reason('broken-by-another-part', { change: main }))
    }
    const isShown = (change: ContractChange) =>
      showsAsValue(change, context, inProduct) ||
      tellsOfSuccessor(change, failure.message) ||
      isOldData(change, context) ||
      (!inProduct && (showsPending(change, context, failure) || showsProperty(change, failure.message, failure.actual?.text ?? '')))
    if (named.length === 0 && !relevant.some(isShown)) {
      return passOn(NAME, reason('failure-from-elsewhere', { change: main }), 'supports')
    }
    const open = maybeHalfDone(relevant, context)
    if (open) return decide(NAME, open)
    return decide(NAME, {
      verdict: 'obsolete_test',
      reason: reason('contract-change', { change: main }),
      confidence: Math.min(...relevant.map((change) => certainty(change, context))),
      codeChanges: [...relevant, ...used.filter((change) => !relevant.includes(change))],
    })
  },
} satisfies Rule

/** Siblings that were renamed together and are, or may be, exchanged: the bodies alone do not say which name the test has to use. */
function crossing(relevant: readonly ContractChange[], { crossingOf }: DiagnosisContext): Decision | null {
  const found = relevant.flatMap((change) => {
    const crossed = crossingOf(change)
    return crossed === null ? [] : [{ change, crossed }]
  })
  const [first] = found.toSorted((one, other) => other.crossed.kind.localeCompare(one.crossed.kind))
  if (first === undefined) return null
  const { change, crossed } = first
  if (crossed.kind === 'ambiguous') {
    const why = reason('rename-ambiguous', { change, old: crossed.rival.old, now: crossed.rival.now })
    return { verdict: 'unknown', reason: why, confidence: 0.6, codeChanges: relevant }
  }
  const { old, now, file, line, quote } = crossed.by
  const why = reason('rename-contradicted', { change, old, now, place: file === null ? null : { file, line }, quote })
  return {
    verdict: 'product_regression',
    reason: why,
    confidence: 0.9,
    codeChanges: relevant,
    culprits: file === null ? [] : [{ file, line, hunk: ` ${quote}` }],
  }
}

function halfFinished(relevant: readonly ContractChange[], { callersOf }: DiagnosisContext): Decision | null {
  for (const change of relevant) {
    const { unmigrated } = callersOf(change)
    const [left] = unmigrated
    if (left === undefined) continue
    const culprits = unmigrated.map(({ file, line, text }) => ({ file, line, hunk: ` ${text.trim()}` }))
    return {
      verdict: 'product_regression',
      reason: reason('contract-change-half-done', { change, place: left }),
      confidence: 0.9,
      codeChanges: relevant,
      culprits,
    }
  }
  return null
}

/**
 * Something that is no source may still use the old contract. Nobody can tell without running it: the test is not called out of date,
 * and the product is not called broken.
 */
function maybeHalfDone(relevant: readonly ContractChange[], { callersOf }: DiagnosisContext): Decision | null {
  for (const change of relevant) {
    const callers = callersOf(change)
    const place = openPlace(callers)
    if (place === null) continue
    const more = callers.possible.slice(1).map(({ file, line }) => ({ file, line }))
    return {
      verdict: 'unknown',
      reason: reason('contract-change-maybe-half-done', { change, place, places: more.slice(0, 3), more: Math.max(0, more.length - 3) }),
      confidence: 0.6,
      codeChanges: relevant,
    }
  }
  return null
}

/** Values came to those that came back before, which are written as before. */
function isGrown(change: ContractChange, trees: DiagnosisContext['trees']): boolean {
  const result = arityResult(change, trees)
  return result?.keepsPlaces === true && result.now > result.was
}

/** A shape that differs is declared, but not what it holds: below the bar for an edit. */
const OF_A_SHAPE = 0.9
/** Each value is written as before, and has a name now: nobody does that by accident. */
const OF_A_RECORD = 0.97

const SHOWS_AS_VALUE: ReadonlySet<ContractChange['kind']> = new Set([
  'parameters_reordered',
  'parameter_removed',
  'parameter_renamed',
  'parameter_kind_changed',
  'parameters_grouped',
  'parameters_ungrouped',
  'option_renamed',
  'text_renamed',
])

/** Changes that show as a wrong value and not as a missing name: in JavaScript a property that is gone silently reads as `undefined`. */
function showsAsValue({ kind }: ContractChange, { framework }: DiagnosisContext, inProduct: boolean): boolean {
  return (
    SHOWS_AS_VALUE.has(kind) ||
    (!inProduct && languages[framework.language].missingNames.readAs === 'undefined' && (kind === 'renamed' || kind === 'moved'))
  )
}

/** The product says at the old name what is used instead, as an error or as a warning that is one. */
function tellsOfSuccessor({ kind, symbol, after }: ContractChange, message: string): boolean {
  return kind === 'succeeded' && [lastPart(symbol), after].some((name) => wholeWord(name).test(message))
}

/** The test hands over data of a type whose member is of another type now, and the failing part of the product reads that member. */
function isOldData(change: ContractChange, context: DiagnosisContext): boolean {
  return change.kind === 'type_changed' && partakes(change, reachedHunks(context), context.trees)
}

/**
 * How sure it is that a declared change was meant: an unchanged body shows it, and so do callers that were adapted in the same way.
 * Below 0.95 nothing is edited (docs/design.md, 'Numbers and where they come from').
 */
function certainty(change: ContractChange, { fileChanges, trees }: DiagnosisContext): number {
  if (
    change.kind === 'result_changed' &&
    (recordResult(change, trees) !== null || isGrown(change, trees) || wrappedResult(change, trees) !== null)
  )
    return OF_A_RECORD
  if (change.kind === 'result_changed' || change.kind === 'type_changed') return OF_A_SHAPE
  if (change.similarity >= 0.999) return 0.99
  const [oldName, newName] = [lastPart(change.symbol), lastPart(change.newSymbol ?? change.symbol)]
  const adapted = fileChanges.some(
    ({ path, before, after }) => path !== change.file && before?.includes(oldName) === true && after?.includes(newName) === true,
  )
  if (adapted) return 0.97
  return change.similarity >= 0.8 ? 0.95 : 0.9
}
