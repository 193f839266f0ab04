import type { FailureFields } from '../../../model/failure/failure-fields.ts'
import { reason } from '../../../model/reason.ts'
import { openPlace } from '../../changes/possible/callers.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { movedLookups } from '../../changes/uses/patched-lookups.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { decide, passOn } from '../finding.ts'
import type { Decision, DiagnosisContext, Rule } from '../rule.ts'

const NAME = 'patched-name'
/** Above the bar: the source declares where each function that looks the name up is now. */
const OF_A_DECLARED_MOVE = 0.97

/**
 * A test replaces what a module imported by a test double, and the module no longer has it: `patch('shop.api.requests')`. Where the name
 * is gone from the whole text of the module no use was forgotten there; a name that is still used is a lost import, which is a bug.
 */
export const patchedName = {
  name: NAME,
  description: 'The test patches a name that a product module no longer imports, and nothing in that module needs it any more.',
  examine(context) {
    const failure = context.failing?.failure
    if (!failure) return passOn(NAME, reason('no-failure', {}))
    const fields = context.read(failure)
    const { missingName, frame, type } = fields
    const change = missingName === null || type === 'import_error' ? undefined : moduleOf(fields, context)
    if (missingName === null || change === undefined) return passOn(NAME, reason('no-name-missing', {}))
    const patch = { name: missingName, module: change.path }
    const [before, after] = [context.trees.before.file(change.path), context.trees.after.file(change.path)]
    const wasImported = before?.imports().some(({ local }) => local === missingName) === true
    if (!wasImported) return passOn(NAME, reason('name-not-imported-before', patch))
    if (after === null || isLost(missingName, after)) return passOn(NAME, reason('name-still-used', patch))
    if (frame?.origin === 'product') return passOn(NAME, reason('product-asks-for-name', { name: missingName, file: frame.file }))
    const declared = declaredMove(patch, context)
    if (declared !== null) return decide(NAME, declared)
    const [to] = placesOf(missingName, context)
    if (after.bindings().boundNames.has(missingName))
      return decide(NAME, { verdict: 'obsolete_test', reason: reason('patched-name-now-local', patch), confidence: 0.8 })
    if (to === undefined) return decide(NAME, { verdict: 'removed_behaviour', reason: reason('patched-name', patch), confidence: 0.8 })
    return decide(NAME, { verdict: 'obsolete_test', reason: reason('patched-name-moved', { ...patch, to }), confidence: 0.8 })
  },
} satisfies Rule

/** Every function that looked the name up there was moved to one place, which looks up the same thing, and every caller follows. */
function declaredMove({ name, module }: { readonly name: string; readonly module: string }, context: DiagnosisContext): Decision | null {
  const { trees, subject, changes, callersOf } = context
  const file = trees.before.file(subject.file)
  const lookup = file === null ? undefined : movedLookups(file, trees, changes).find((one) => one.name === name && one.module === module)
  if (lookup === undefined || lookup.changes.length === 0) return null
  const areFollowed = lookup.changes.every((change) => {
    const callers = callersOf(change)
    return callers.unmigrated.length === 0 && openPlace(callers) === null
  })
  if (!areFollowed) return null
  const why = reason('patched-name-moved', { name, module, to: lookup.after })
  return { verdict: 'obsolete_test', reason: why, confidence: OF_A_DECLARED_MOVE, codeChanges: [...lookup.changes] }
}

/** Whether a use of the name is left that nothing binds, or the module should have it; what a function imports for itself is bound. */
function isLost(name: string, file: SourceFile): boolean {
  const { module, names, boundNames } = file.bindings()
  if (module.has(name)) return true
  if (!boundNames.has(name)) return wholeWord(name).test(file.text)
  return names.some((one) => one.name === name && one.binding === null)
}

/** The changed module in which the name was looked for. */
function moduleOf({ module }: FailureFields, { fileChanges, trees, subject }: DiagnosisContext) {
  if (module === null) return undefined
  const from = trees.before.file(subject.file)
  const path = from === null ? null : trees.before.resolve(module, from)
  // what a package re-exports is its public API: the code does not show whether it was meant to shrink
  if (path === null || from?.language.modules.isIndex(path) !== false) return undefined
  return fileChanges.find((change) => change.path === path && change.before !== null && change.after !== null)
}

/** Where the change brings the name to. */
function placesOf(name: string, { fileChanges }: DiagnosisContext): readonly string[] {
  const has = (text: string | null): boolean => text !== null && wholeWord(name).test(text)
  return fileChanges.flatMap(({ path, before, after }) => (has(after) && !has(before) ? [path] : []))
}
