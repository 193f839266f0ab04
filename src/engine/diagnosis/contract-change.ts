import { callersFollow } from '../changes/callers-follow.ts'
import { useSites } from '../changes/use-sites.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import { inherits } from '../changes/inherits.ts'
import { explains } from './explains.ts'
import { readFailureMessage } from './failure-message.ts'
import { decide, passOn } from './finding.ts'
import type { DiagnosisContext, Rule } from './rule.ts'

const NAME = 'declared contract change'

/**
 * A declared change explains the failure when the message names what was replaced, or when the test uses what was replaced;
 * in the second case a repair still has to prove it. A product that only followed half-way is broken, whatever the test says.
 */
export const contractChange = {
  name: NAME,
  description: 'The change declares a new contract (a name, a place, a parameter), the test speaks the old one and every caller in the product follows.',
  examine(context) {
    const { changes, failing, trees } = context
    const failure = failing?.failure
    if (!failure) return passOn(NAME, 'no failure to read')
    const message = readFailureMessage(failure.message)
    const used = changes.filter((change) => isUsed(change, context))
    const named = used.filter((change) => explains(change, message, inherits(trees.before)))
    const relevant = named.length > 0 ? named : used.filter(({ kind }) => kind !== 'removed')
    const [main] = relevant
    if (main === undefined) return passOn(NAME, `${changes.length} declared changes, none of which the test uses`)
    const innermost = failure.frames.findLast((frame) => frame.file !== null)?.file ?? null
    if (named.length > 0 && innermost !== null && !context.framework.isTestFile(innermost)) {
      return passOn(NAME, `${main.symbol} was ${word(main)}, but it is ${innermost} of the product that still uses the old one`)
    }
    const halfway = relevant.map((change) => ({ change, ...callersFollow(change, context.trees, context.configuration) })).find(({ follows }) => !follows)
    if (halfway) {
      const [left] = halfway.leftBehind
      const where = left ? `${left.file}:${left.line} still uses the old one` : 'not every caller follows'
      const culprits = halfway.leftBehind.map(({ file, line, text }) => ({ file, line, hunk: ` ${text.trim()}` }))
      return decide(NAME, { verdict: 'product_regression', rootCause: `${halfway.change.symbol} was ${word(halfway.change)}, but ${where}`, confidence: 0.9, codeChanges: relevant, culprits })
    }
    if (main.kind === 'removed') {
      const [successor] = added(context)
      if (successor !== undefined) {
        const rootCause = `${main.symbol} is gone; the change also adds ${successor}, and nothing says whether that replaces it`
        return decide(NAME, { verdict: 'unknown', rootCause, confidence: 0.6, codeChanges: relevant })
      }
      const rootCause = `${main.symbol} was removed and nothing in the product uses it any more`
      return decide(NAME, { verdict: 'removed_behaviour', rootCause, confidence: 0.9, codeChanges: relevant })
    }
    if (named.length === 0 && used.every(({ kind }) => !REACHES_VALUES.has(kind))) {
      return passOn(NAME, `the test uses ${main.symbol}, which was ${word(main)}, but the failure does not come from that`, 'supports')
    }
    const confidence = Math.min(...relevant.map((change) => certainty(change, context)))
    const rootCause = `${main.symbol} was ${word(main)}: ${main.before} → ${main.after}`
    return decide(NAME, { verdict: 'obsolete_test', rootCause, confidence, codeChanges: [...relevant, ...used.filter((change) => !relevant.includes(change))] })
  },
} satisfies Rule

/** Names that the change adds to the product and that replace nothing: one of them may be what a removed one became. */
function added({ fileChanges, changes, trees }: DiagnosisContext): readonly string[] {
  const explained = new Set(changes.map(({ newSymbol, symbol }) => newSymbol ?? symbol))
  return fileChanges.flatMap(({ path }) => {
    const old = trees.before.file(path)?.declared()
    const now = [...(trees.after.file(path)?.declared().keys() ?? [])]
    return now.filter((name) => !old?.has(name) && !explained.has(name))
  })
}

/** Changes that show as a wrong value and not as a missing name. */
const REACHES_VALUES: ReadonlySet<ContractChange['kind']> = new Set(['parameters_reordered', 'parameter_removed', 'parameter_renamed', 'parameter_kind_changed'])

/** Whether the failing test, or a helper that it reaches, speaks the old contract. */
function isUsed(change: ContractChange, { closure, framework, trees }: DiagnosisContext): boolean {
  return [...closure].some((path) => framework.isTestFile(path) && useSites(change, path, trees).sites.length > 0)
}

/**
 * How sure a declared change is meant: an unchanged body says so by itself, and so do callers that were adapted alike.
 * Below 0.95 nothing is edited (DESIGN section 9: the bar for 'obsolete, not a bug').
 */
function certainty(change: ContractChange, { fileChanges }: DiagnosisContext): number {
  if (change.similarity >= 0.999) return 0.99
  const [oldName, newName] = [lastPart(change.symbol), lastPart(change.newSymbol ?? change.symbol)]
  const adapted = fileChanges.some(({ path, before, after }) => path !== change.file && before?.includes(oldName) === true && after?.includes(newName) === true)
  if (adapted) return 0.97
  return change.similarity >= 0.8 ? 0.95 : 0.9
}

function lastPart(symbol: string): string {
  return symbol.split('.').at(-1) ?? symbol
}

function word(change: ContractChange): string {
  return change.kind.replaceAll('_', ' ').replace(/^parameter (\w+)$/, 'given a $1 parameter')
}
