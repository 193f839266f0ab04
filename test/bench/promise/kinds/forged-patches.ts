import type { PromiseAnswer, PromiseKind } from '../promise-case.ts'
import { acceptedForgeries, offeredText } from './forged-patches/ask.ts'
import { type ForgedCase, laidOut } from './forged-patches/forged-case.ts'
import { type Proof, prove } from './forged-patches/prove.ts'
import { pythonGates } from './forged-patches/python-gates.ts'
import { pythonWeakenings } from './forged-patches/python-weakenings.ts'
import { jest, vitest } from './forged-patches/script-products.ts'
import { scriptForgeries } from './forged-patches/script-weakenings.ts'

export const FORGED: readonly ForgedCase[] = [
  ...[...pythonWeakenings, ...pythonGates].map((one) => ({ ...one, framework: 'pytest' as const, test: 'tests/test_sums.py' })),
  ...scriptForgeries(jest).map((one) => ({ ...one, framework: 'jest' as const, test: 'test/sums.test.js' })),
  ...scriptForgeries(vitest).map((one) => ({ ...one, framework: 'vitest' as const, test: 'test/sums.test.ts' })),
]
/** Each forged patch, then its honest neighbour: the same test, repaired by the engine where the product has no bug. */
const CASES = [false, true].flatMap((honest) => FORGED.map(({ name, framework }) => ({ name, framework, honest })))
const PACKAGE = 'shop'

/** All cases of a framework are proven in one run of it, when the first is asked. */
const proofs = new Map<ForgedCase['framework'], Promise<ReadonlyMap<ForgedCase, Proof>>>()

/** Patches that weaken a test, sent in a report which claims that all went well, and asked of the text checks by themselves. */
export const forgedPatches: PromiseKind = {
  name: 'forged-patches',
  cases: () => CASES,
  ask: async (at) => {
    const asked = CASES[at]
    const one = FORGED.find(({ name, framework }) => name === asked?.name && framework === asked.framework)
    return asked === undefined || one === undefined ? { outcome: 'unusable', note: 'there is no such case' } : answer(one, asked.honest)
  },
}

async function answer(one: ForgedCase, honest: boolean): Promise<PromiseAnswer> {
  const proof = await proofOf(one)
  if (!proof.old || !proof.honest) return { outcome: 'unusable', note: `the honest test is not green: ${JSON.stringify(proof)}` }
  const laid = laidOut(one, PACKAGE)
  if (honest) {
    const text = await offeredText(one, laid)
    if (text === laid.honest) return { outcome: 'healed', note: 'offered' }
    return { outcome: 'refused', note: text === null ? 'nothing is offered' : `another text is offered: ${text}` }
  }
  if (proof.honestOnBug || !proof.forgedOnBug) return { outcome: 'unusable', note: `it hides no bug: ${JSON.stringify(proof)}` }
  const accepted = await acceptedForgeries(one, laid)
  return accepted.length === 0
    ? { outcome: 'refused', note: 'refused by all' }
    : { outcome: 'healed', note: `accepted by ${accepted.join(', ')}` }
}

async function proofOf(one: ForgedCase): Promise<Proof> {
  const { framework } = one
  const known =
    proofs.get(framework) ??
    (async () => {
      const own = FORGED.filter((other) => other.framework === framework)
      const found = await prove(framework, own)
      return new Map(own.map((other, index) => [other, found[index] as Proof]))
    })()
  proofs.set(framework, known)
  const proof = (await known).get(one)
  if (proof === undefined) throw new Error(`${one.name} was not run`)
  return proof
}
