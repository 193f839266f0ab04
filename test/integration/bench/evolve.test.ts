import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCommit } from '../../bench/evolve/check-catalogue.ts'
import { developed } from '../../bench/evolve/development/code-bases.ts'
import { planOf } from '../../bench/evolve/development/plan.ts'
import { type Checkout, openCheckout } from '../../bench/evolve/world/checkout.ts'

const changes = planOf('smoke', 6).flatMap((step) => (step.kind === 'change' ? [step] : []))
const checkouts = new Map<string, Checkout>()

beforeAll(async () => {
  for (const codeBase of developed) checkouts.set(codeBase.name, await openCheckout(codeBase))
})
afterAll(() => {
  for (const checkout of checkouts.values()) checkout.remove()
})

const ON_A_BUSY_MACHINE_MS = 400_000

test.concurrent.each(developed)(
  'what the generator says of six changes is true in the $name',
  { timeout: ON_A_BUSY_MACHINE_MS },
  async (codeBase) => {
    const checkout = checkouts.get(codeBase.name)
    const own = changes.filter((step) => step.codeBase === codeBase)
    expect(own.length).toBeGreaterThan(0)
    for (const { before, commit } of own) {
      expect(checkout && (await checkCommit(codeBase, checkout, before.truth, commit)), commit.change.name).toBe('')
    }
  },
)
