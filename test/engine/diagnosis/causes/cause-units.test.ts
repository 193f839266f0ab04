import { describe, expect, test } from 'vitest'
import { causeUnits } from '../../../../src/engine/diagnosis/causes/cause-units.ts'
import { declaringHunks } from '../../../../src/engine/diagnosis/causes/declaring-hunks.ts'
import { relevantUnits } from '../../../../src/engine/diagnosis/causes/relevance.ts'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'
import { testParsers } from '../../../support/grammars.ts'
import type { Files } from '../../../support/repair.ts'

const TEST = { 'tests/test_a.py': 'from shop import cart\n\n\ndef test_a():\n    assert cart.total([1]) == 1\n' }

async function unitsOf(base: Files, head: Files) {
  const context = await diagnosisCase({
    base: { ...TEST, ...base },
    head: { ...TEST, ...head },
    testId: 'tests/test_a.py::test_a',
    line: 4,
  })
  const { hunks, fileChanges, trees } = context
  return { context, hunks, units: causeUnits(hunks, fileChanges, trees, await testParsers()) }
}

describe('hunks that are undone together', () => {
  test('halves of one statement, of which one alone does not parse', async () => {
    const { hunks, units } = await unitsOf(
      { 'shop/cart.py': 'def total(prices):\n    return sum(prices)\n\n\nX = 5\n' },
      { 'shop/cart.py': 'def total(prices):\n    if prices:\n        return (sum(\n            prices\n        ))\n\n\nX = 6\n' },
    )
    expect(units.flat().toSorted()).toEqual([...hunks.keys()])
    const last = hunks.findIndex(({ added }) => added.includes('X = 6\n'))
    expect(units.find((unit) => unit.includes(last))).toEqual([last])
  })

  test('a renamed function and its callers, but not the bug beside it', async () => {
    const { hunks, units } = await unitsOf(
      {
        'shop/cart.py': 'def total(prices):\n    return sum(prices)\n\n\ndef tax(net):\n    return net * 19\n',
        'shop/offer.py': 'from shop.cart import total\n\n\ndef offer(prices):\n    return total(prices)\n',
      },
      {
        'shop/cart.py': 'def grand_total(prices):\n    return sum(prices)\n\n\ndef tax(net):\n    return net * 91\n',
        'shop/offer.py': 'from shop.cart import grand_total\n\n\ndef offer(prices):\n    return grand_total(prices)\n',
      },
    )
    const places = units.map((unit) => unit.map((index) => `${hunks[index]?.file}:${hunks[index]?.after.line}`))
    expect(places).toContainEqual(['shop/cart.py:6'])
    expect(places).toContainEqual(['shop/cart.py:1', 'shop/offer.py:1', 'shop/offer.py:5'])
  })

  test('an import that went and the line that needed it', async () => {
    const { units } = await unitsOf(
      { 'shop/cart.py': 'from decimal import ROUND_HALF_UP\n\n\ndef total(prices):\n    return sum(prices).quantize(ROUND_HALF_UP)\n' },
      { 'shop/cart.py': 'from decimal import ROUND_DOWN\n\n\ndef total(prices):\n    return sum(prices).quantize(ROUND_DOWN)\n' },
    )
    expect(units).toEqual([[0, 1]])
  })
})

describe('the likeliest part', () => {
  const base = {
    'shop/cart.py': 'def total(prices):\n    return sum(prices)\n\n\ndef tax(net):\n    return net * 19\n',
    'other/x.py': 'Y = 5\n',
  }
  const head = {
    'shop/cart.py': 'def total(prices):\n    return max(prices)\n\n\ndef tax(net):\n    return net * 91\n',
    'other/x.py': 'Y = 6\n',
  }

  test('is in the function that the test names; what nothing reaches is left out', async () => {
    const { context, hunks, units } = await unitsOf(base, head)
    const order = relevantUnits(units, hunks, context).map((unit) => hunks[units[unit]?.[0] ?? -1])
    expect(order.map((hunk) => `${hunk?.file}:${hunk?.after.line}`)).toEqual(['shop/cart.py:2', 'shop/cart.py:6'])
  })

  test('is in the line of a frame', async () => {
    const context = await diagnosisCase({
      base: { ...TEST, ...base },
      head: { ...TEST, ...head },
      testId: 'tests/test_a.py::test_a',
      line: 4,
      failure: { frames: [{ file: 'shop/cart.py', line: 6, function: 'tax' }] },
    })
    const units = context.hunks.map((_, index) => [index])
    expect(context.hunks[relevantUnits(units, context.hunks, context)[0] ?? -1]?.after.line).toBe(6)
  })
})

test('a hunk declares a change when it touches its name or parameters, not when it touches the body', async () => {
  const { context, hunks } = await unitsOf(
    { 'shop/cart.py': 'def total(\n    prices,\n    tax,\n):\n    x = 5\n    return sum(prices) + tax + x\n' },
    { 'shop/cart.py': 'def total(\n    tax,\n    prices,\n):\n    x = 5\n    return sum(prices) + tax - x\n' },
  )
  const [change] = context.changes
  expect(change?.kind).toBe('parameters_reordered')
  const declaring = change ? declaringHunks(change, hunks, context.trees) : []
  expect(declaring.length).toBeGreaterThan(0)
  expect(declaring.every(({ after }) => after.line <= 4)).toBe(true)
})
