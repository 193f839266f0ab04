import { expect, test } from 'vitest'
import { ARMS, type Arm } from '../../../src/engine/flakiness/arms.ts'
import { nameCauses, tiedWith } from '../../../src/engine/flakiness/name-causes.ts'

const arm = (name: string): Arm => {
  const found = ARMS.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no arm ${name}`)
  return found
}
const always = { failed: 10, runs: 10 }
const never = { failed: 0, runs: 10 }

test('the rates of both sides are told with their intervals', () => {
  const [named] = nameCauses(never, [{ arm: arm('network'), variants: [always] }])
  expect(named?.evidence).toBe('it failed in 10 of 10 runs (72 to 100 %) without a network, and in 0 of 10 runs (0 to 28 %) otherwise')
})

test('two factors of different causes that make the same difference are a tie', () => {
  const both = nameCauses(never, [
    { arm: arm('network'), variants: [always] },
    { arm: arm('clock'), variants: [always] },
  ])
  expect(tiedWith(both)?.arm.cause).toBe('time')
  const stronger = nameCauses({ failed: 0, runs: 40 }, [
    { arm: arm('network'), variants: [{ failed: 20, runs: 20 }] },
    { arm: arm('clock'), variants: [{ failed: 10, runs: 20 }] },
  ])
  expect(stronger.map(({ arm: { cause } }) => cause)).toEqual(['network', 'time'])
  expect(tiedWith(stronger)).toBeNull()
})

test('one processor says nothing beside a load, and two factors of one cause are no tie', () => {
  const named = nameCauses(never, [
    { arm: arm('load'), variants: [always] },
    { arm: arm('one processor'), variants: [always] },
  ])
  expect(named.map(({ arm: { name } }) => name)).toEqual(['load'])
  const times = nameCauses(never, [
    { arm: arm('clock'), variants: [always] },
    { arm: arm('time zone'), variants: [always] },
  ])
  expect(tiedWith(times)).toBeNull()
})

test('what ends all failures is the cause also where a seed fixes how long the product needs', () => {
  const half = { failed: 10, runs: 20 }
  const seeds = [never, always, never, always].map(({ failed }) => ({ failed, runs: 10 }))
  const waits = { arm: arm('patience'), variants: [{ failed: 0, runs: 20 }] }
  const [first] = nameCauses(half, [{ arm: arm('random seed'), variants: seeds }, waits])
  expect(first?.arm.cause).toBe('async_wait')
  const some = { arm: arm('patience'), variants: [{ failed: 1, runs: 40 }] }
  expect(nameCauses(half, [{ arm: arm('random seed'), variants: seeds }, some])[0]?.arm.cause).toBe('randomness')
})
