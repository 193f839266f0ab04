import { narrowDoubles } from '../../../../changes/doubles/narrow-doubles.ts'
import { lastPart } from '../../../../changes/uses/use-site.ts'
import { escapeRegExp } from '../../../../languages/whole-word.ts'
import type { Feature, IntentCase } from '../../intent-case.ts'
import { holds } from '../../reading/replacements.ts'

/** Objects that a test puts in the place of the product's own. */
const STAND_IN = /^(?:\w*Mock|\w*Stub|\w*Fake|\w*Dummy|\w*Spy|stub|SimpleNamespace)$/i

/** A test double lacks a member that the product uses since the change: the change is in how the product works, not in what it does. */
export const testDoubleOutdated = {
  name: 'test-double-outdated',
  description:
    'The product uses a member that a test double lacks, or gives it an argument that it does not take, and the causal hunk added that use.',
  weight: 2.6,
  read(subject) {
    const asked = askedAnew(subject)
    return asked === null ? { seen: false, detail: 'no test double lacks a newly used member' } : { seen: true, detail: asked }
  },
} satisfies Feature

/** The member that a test double lacks since the change, as a sentence; `null` if there is none, or if the real object lacks it too. */
export function askedAnew(subject: IntentCase): string | null {
  const { missingName, owner, unexpectedArgument, callable, wrongArity } = subject.context.read(subject.failure)
  const given = unexpectedArgument
  if (
    given !== null &&
    callable !== null &&
    isOfTest(owner ?? callable, subject) &&
    subject.hunks.some(({ added }) => holds(added.join('\n'), given))
  )
    return `since this change the product gives ${given} to ${callable}, which the test declares`
  if (wrongArity && callable !== null && isOfTest(owner ?? callable, subject) && isGivenOthers(callable, subject))
    return `since this change the product gives other arguments to ${callable}, which the test declares`
  if ((given !== null || wrongArity) && callable !== null && isPatched(subject))
    return `since this change the product gives another argument to ${callable}, which the test put in the place of its own`
  if (missingName === null || owner === null || !(STAND_IN.test(owner) || isOfTest(owner, subject) || isMadeByTest(owner, subject)))
    return null
  const isNew = subject.hunks.some(({ added, removed }) => holds(added.join('\n'), missingName) && !holds(removed.join('\n'), missingName))
  // a misspelt name is one that nothing else in the product says
  const isReal = isSaidElsewhere(missingName, subject)
  return isNew && isReal ? `since this change the product uses ${missingName} of ${owner}` : null
}

/** The causal lines call it, and the one of this name in the product takes other arguments since the change: a call of too many alone is a bug. */
function isGivenOthers(callable: string, { hunks, context: { changes } }: IntentCase): boolean {
  const isReal = changes.some(({ kind, symbol }) => kind.startsWith('parameter') && lastPart(symbol) === callable)
  return isReal && hunks.some(({ added }) => holds(added.join('\n'), callable))
}

/** A function of the test in the place of one that took as much before, and takes more since the change; `<lambda>` where it has no name. */
function isPatched({ failure, context: { closure, framework, trees } }: IntentCase): boolean {
  const [, within, own] = /(?<![\w.<>])(?:(\w+)\.(?:[\w.<>]{1,200}\.)?<locals>\.)?([\w<>]+)\(\) /.exec(failure.message) ?? []
  const name = own?.replace(/^<(\w+)>$/, '$1')
  return [...closure].filter(framework.isTestFile).some((path) => {
    const file = trees.after.file(path)
    // of the product's own functions that bear the name none is meant
    const isHere = file?.declared().has(within ?? own ?? '') === true
    return file !== null && isHere && narrowDoubles(file, trees).some((double) => double.name === name)
  })
}

/** Said before the change, or by other lines of it: as a name, an option of the command line, a key. */
function isSaidElsewhere(name: string, { hunks, context: { trees, hunks: all } }: IntentCase): boolean {
  const spellings = [name, name.replaceAll('_', '-')]
  const others = all.filter((hunk) => !hunks.includes(hunk)).map(({ added }) => added.join(''))
  const texts = [...trees.product.map((path) => trees.before.text(path) ?? ''), ...others]
  return texts.some((text) => spellings.some((spelling) => holds(text, spelling)))
}

/** The test makes the object itself, with the members that were enough before. */
function isMadeByTest(owner: string, { testText }: IntentCase): boolean {
  return new RegExp(`\\b${escapeRegExp(owner)}\\(`).test(testText)
}

/** Declared in the test's own files. */
function isOfTest(owner: string, { context }: IntentCase): boolean {
  const { closure, framework, trees } = context
  return [...closure].filter(framework.isTestFile).some((path) => trees.before.file(path)?.declared().has(owner) === true)
}
