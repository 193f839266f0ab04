import type { FailureFields } from '../../../model/failure-fields.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { readFailure } from '../../reports/failure-types/index.ts'
import { decide, passOn } from '../finding.ts'
import type { DiagnosisContext, Rule } from '../rule.ts'

const NAME = 'patched name'

/**
 * A test stands something in for what a module has imported, and the module has it no more: `patch('shop.api.requests')`. Where the name
 * is gone from the whole text of the module no use was forgotten there; a name that is still used is a lost import, which is a bug.
 */
export const patchedName = {
  name: NAME,
  description: 'The test reaches for a name that a module of the product once imported, and no use in that module is left without it.',
  examine(context) {
    const failure = context.failing?.failure
    if (!failure) return passOn(NAME, 'no failure to read')
    const fields = readFailure(failure, context.framework.isTestFile)
    const { missingName, frame, type } = fields
    const change = missingName === null || type === 'import_error' ? undefined : moduleOf(fields, context)
    if (missingName === null || change === undefined) return passOn(NAME, 'no name is missing from a changed module')
    const [before, after] = [context.trees.before.file(change.path), context.trees.after.file(change.path)]
    const wasImported = before?.imports().some(({ local }) => local === missingName) === true
    if (!wasImported) return passOn(NAME, `${change.path} did not import ${missingName}`)
    if (after === null || isLost(missingName, after))
      return passOn(NAME, `${change.path} still uses ${missingName}, which it imports no more`)
    if (frame?.origin === 'product') return passOn(NAME, `${frame.file} of the product asks for it`)
    const said = `the test reaches for ${missingName} in ${change.path}, which has nothing of that name for others any more`
    const [place] = after.bindings().boundNames.has(missingName) ? [`a function of ${change.path}`] : placesOf(missingName, context)
    if (place === undefined) return decide(NAME, { verdict: 'removed_behaviour', rootCause: said, confidence: 0.8 })
    return decide(NAME, { verdict: 'obsolete_test', rootCause: `${said}; ${place} has it now`, confidence: 0.8 })
  },
} satisfies Rule

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
  const language = trees.before.file(subject.file)?.language
  const path = language?.resolveModule(module, subject.file, trees.before.paths)
  // what a package hands on is its surface: whether it was meant to shrink nobody can say
  if (path == null || language?.modules.isIndex(path) !== false) return undefined
  return fileChanges.find((change) => change.path === path && change.before !== null && change.after !== null)
}

/** Where the change brings the name to. */
function placesOf(name: string, { fileChanges }: DiagnosisContext): readonly string[] {
  const has = (text: string | null): boolean => text !== null && wholeWord(name).test(text)
  return fileChanges.flatMap(({ path, before, after }) => (has(after) && !has(before) ? [path] : []))
}
