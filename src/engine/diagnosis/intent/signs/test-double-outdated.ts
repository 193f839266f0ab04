import type { Feature, IntentCase } from '../intent-case.ts'
import { holds } from '../reading/replacements.ts'

/** Objects that a test puts in the place of the product's own. */
const STAND_IN = /^(?:\w*Mock|\w*Stub|\w*Fake|\w*Dummy|\w*Spy|stub|SimpleNamespace)$/i

/** A test's stand-in lacks what the product asks of the real thing since the change: how the product does it was changed, not what. */
export const testDoubleOutdated = {
  name: 'test-double-outdated',
  description: 'The product asks a mock or another stand-in of the test for something that the causal hunk asks for anew.',
  weight: 2.6,
  read(subject) {
    const asked = askedAnew(subject)
    return asked === null ? { seen: false, detail: 'no stand-in of the test is asked for something new' } : { seen: true, detail: asked }
  },
} satisfies Feature

/** What a stand-in is asked for since the change, as a sentence; `null` when there is none, or when nothing real has it either. */
export function askedAnew(subject: IntentCase): string | null {
  const { missingName, owner } = subject.context.read(subject.failure)
  if (missingName === null || owner === null || !(STAND_IN.test(owner) || isOfTest(owner, subject))) return null
  const isNew = subject.hunks.some(({ added, removed }) => holds(added.join('\n'), missingName) && !holds(removed.join('\n'), missingName))
  const { before, product } = subject.context.trees
  // a misspelt name is one that nothing else in the product says
  const isReal = product.some((path) => holds(before.text(path) ?? '', missingName))
  return isNew && isReal ? `the product asks ${owner} for ${missingName} since this change` : null
}

/** Declared in the test's own files. */
function isOfTest(owner: string, { context }: IntentCase): boolean {
  const { closure, framework, trees } = context
  return [...closure].filter(framework.isTestFile).some((path) => trees.before.file(path)?.declared().has(owner) === true)
}
