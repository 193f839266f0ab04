import type { ContractChange } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import { subjectTitle } from '../../../model/test-ref.ts'
import { jaccard } from '../../changes/pairing/similarity.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { lastPart } from '../../changes/uses/use-site.ts'
import { holds } from '../intent/reading/replacements.ts'
import { sentences } from '../intent/reading/sentences.ts'
import type { Decision, DiagnosisContext } from '../rule.ts'
import { type TestsByUse, testsByUse } from '../tests-using.ts'

/** Least share of common words for a new name to be a possible successor; unrelated functions stay below. */
const ALIKE = 0.4
const TAKES_AWAY =
  /\b(?:remov\w+|delet\w+|drop\w*|private|internal|hid(?:e|es|den|ing)|un-?export\w*|(?:no longer|stop\w*|don't|do not) export\w*)\b/i
const LIVES_ON = /\b(?:mov(?:e|es|ed|ing)|renam(?:e|es|ed|ing)|relocat\w+)\b/i
/** A place outside of this repository. */
const OUTSIDE =
  /\b(?:in)?to (?:[\w-]+ ){0,4}?(?:(?:micro)?service|repo(?:sitory)?|plug-?in|(?:own|separate|another|new|other|external) (?:[\w-]+ )?(?:package|library|project))\b/i

/**
 * What the test uses was removed, and nothing in the product uses it any more. Something similar and new probably replaced it; with two
 * candidates it stays open which.
 */
export function removal(main: ContractChange, relevant: readonly ContractChange[], context: DiagnosisContext): Decision {
  const named = { change: main }
  if (isOnlyUnexported(main, context)) {
    const why = reason('removed-from-exports', { ...named, file: main.oldFile })
    return { verdict: 'unknown', reason: why, confidence: 0.6, codeChanges: relevant }
  }
  const [successor, ...rivals] = successors(main, context)
  if (successor === undefined) {
    const moved = saidToLive(main, context)
    if (moved !== null) {
      const why = reason('removed-though-said-to-live', { ...named, quote: moved.slice(0, 120) })
      return { verdict: 'product_regression', reason: why, confidence: 0.8, codeChanges: relevant }
    }
    return removedFor(testsByUse(relevant, context), named, relevant)
  }
  if (rivals.length > 0) {
    const why = reason('removed-with-rivals', { ...named, successors: [successor, ...rivals] })
    return { verdict: 'unknown', reason: why, confidence: 0.6, codeChanges: relevant }
  }
  const why = reason('removed-with-successor', { ...named, successor })
  return { verdict: 'obsolete_test', reason: why, confidence: 0.8, codeChanges: relevant }
}

/** A file that cannot import it loads none of its tests: those that do not use it need only the import gone. */
function removedFor(tests: TestsByUse | null, named: { readonly change: ContractChange }, relevant: readonly ContractChange[]): Decision {
  if (tests === null || tests.others.length === 0)
    return { verdict: 'removed_behaviour', reason: reason('removed', named), confidence: 0.9, codeChanges: relevant }
  const why = reason('removed-for-some', { ...named, tests: tests.using.map(subjectTitle), others: tests.others.length })
  return { verdict: 'obsolete_test', reason: why, confidence: 0.8, codeChanges: relevant }
}

/** Declared but no longer exported: an accident, unless somebody says that it was removed. */
function isOnlyUnexported({ symbol, before, oldFile }: ContractChange, { trees, authorTexts }: DiagnosisContext): boolean {
  const name = symbol === 'default' ? before : symbol
  if (trees.after.file(oldFile)?.declared().has(name) !== true) return false
  return !sentences(authorTexts.intentTexts).some((one) => TAKES_AWAY.test(one) && holds(one, name))
}

/** Who writes that something moved within the repository, or was renamed, did not mean to take it away. */
function saidToLive({ symbol, before }: ContractChange, { authorTexts }: DiagnosisContext): string | null {
  const name = symbol === 'default' ? before : lastPart(symbol)
  return sentences(authorTexts.intentTexts).find((one) => LIVES_ON.test(one) && !OUTSIDE.test(one) && holds(one, name)) ?? null
}

/** Reported likely successors, or new names that replace nothing else and resemble what was removed. */
function successors(main: ContractChange, { fileChanges, changes, trees }: DiagnosisContext): readonly string[] {
  const likely = changes.filter(({ kind, symbol }) => /^likely_(?:renamed|moved)$/.test(kind) && symbol === main.symbol)
  if (likely.length > 0) return [...new Set(likely.map(({ after }) => after))]
  // a default export is declared under a name of its own
  const gone = wordsOf(trees.before.file(main.oldFile), main.symbol === 'default' ? main.before : main.symbol)
  const file = fileAlike(main, fileChanges)
  if (file !== null) return [file]
  const explained = new Set(changes.map(({ newSymbol, symbol }) => newSymbol ?? symbol))
  return fileChanges.flatMap(({ path }) => {
    const [old, now] = [trees.before.file(path)?.declared(), trees.after.file(path)]
    const fresh = [...(now?.declared().keys() ?? [])].filter((name) => !old?.has(name) && !explained.has(name))
    return fresh.filter((name) => gone.size > 0 && jaccard(gone, wordsOf(now ?? null, name)) >= ALIKE)
  })
}

/** The one new file that is like the one that is gone with all that it held. */
function fileAlike({ oldFile }: ContractChange, fileChanges: DiagnosisContext['fileChanges']): string | null {
  const gone = fileChanges.find(({ path, after }) => path === oldFile && after === null)
  if (gone === undefined) return null
  const words = namesIn(gone.before ?? '')
  const [found, ...others] = fileChanges.filter(({ before, after }) => before === null && jaccard(words, namesIn(after ?? '')) >= ALIKE)
  return found === undefined || others.length > 0 ? null : found.path
}

/** The words of a declaration, its own name left out. */
function wordsOf(file: SourceFile | null, symbol: string): ReadonlySet<string> {
  const [declaration] = file?.declared().get(symbol) ?? []
  if (file === null || declaration === undefined) return new Set()
  return namesIn(file.text.slice(declaration.start, declaration.end)).difference(new Set([lastPart(symbol)]))
}

function namesIn(text: string): Set<string> {
  return new Set(text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu))
}
