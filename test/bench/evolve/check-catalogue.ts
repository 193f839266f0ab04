import { randomOf } from '../diagnose/random.ts'
import { applyEdits } from './development/apply-edits.ts'
import type { Tree } from './development/change.ts'
import type { DevelopedCodeBase } from './development/code-base.ts'
import { begin, developed } from './development/code-bases.ts'
import { type Commit, namedCommit } from './development/develop.ts'
import { type Checkout, openCheckout } from './world/checkout.ts'
import { ciRun, redFiles } from './world/ci-run.ts'

/** What is wrong with a change's own truth, '' where nothing is. `tests`: those before it. */
export async function checkCommit(codeBase: DevelopedCodeBase, checkout: Checkout, tests: Tree, commit: Commit): Promise<string> {
  const { change, product, written, after, breaks } = commit
  const run = async (...trees: readonly Tree[]) => {
    checkout.lay(...trees)
    return redFiles(await ciRun(codeBase, checkout))
  }
  const flaky = change.kind === 'flake' ? [...written.keys()] : []
  const right = (await run(after.product, after.truth)).filter((path) => !flaky.includes(path))
  if (right.length > 0) return `its own tests fail in ${right.join(', ')}`
  const red = (await run(product, tests, written)).filter((path) => !flaky.includes(path))
  if (JSON.stringify(red) !== JSON.stringify([...breaks].sort()))
    return `the old tests fail in ${red.join(', ') || 'nothing'}, not in ${breaks.join(', ') || 'nothing'}`
  const probed = change.probe && change.probe.length > 0 ? applyEdits(after.product, change.probe) : null
  if (typeof probed === 'string') return `its probe does not fit: ${probed}`
  if (probed !== null && (await run(probed, after.truth)).length === 0) return 'its own tests do not notice its probe'
  const product2 = applyEdits(after.product, change.cure?.product ?? [])
  const tests2 = applyEdits(after.truth, change.cure?.tests ?? [])
  if (typeof product2 === 'string' || typeof tests2 === 'string') return `its cure does not fit: ${product2} ${tests2}`
  if (change.cure && (await run(product2, tests2)).length > 0) return 'it fails with its cure'
  return ''
}

/** Every change of the catalogue with a text in its name, alone: what is wrong with its truth. Changes of changes do not fit alone. */
export async function checkCatalogue(text: string): Promise<readonly string[]> {
  const found = await Promise.all(
    developed.map(async (codeBase) => {
      const checkout = await openCheckout(codeBase)
      const wrong: string[] = []
      for (const { name } of codeBase.changes.filter((one) => one.name.includes(text))) {
        const start = begin(codeBase)
        const commit = namedCommit(start, codeBase, name, randomOf('alone', name))
        const problem = commit === null ? 'does not fit alone' : await checkCommit(codeBase, checkout, start.truth, commit)
        if (problem !== '') wrong.push(`${codeBase.name} ${name}: ${problem}`)
      }
      checkout.remove()
      return wrong
    }),
  )
  return found.flat()
}
