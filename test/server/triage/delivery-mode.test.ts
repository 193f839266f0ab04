import { expect, test } from 'vitest'
import { deliveryMode } from '../../../src/server/triage/delivery-mode.ts'

test.each([
  ['pr', true, false, 'pr'],
  ['pr', false, false, 'suggest'],
  ['pr', false, true, 'pr'],
  ['suggest', false, true, 'suggest'],
  ['observe', true, true, 'observe'],
] as const)('mode %s, HEALING_AUTO_REPAIR %s, asked by /heal %s: %s', (mode, HEALING_AUTO_REPAIR, isAsked, written) => {
  expect(deliveryMode({ mode, HEALING_AUTO_REPAIR }, isAsked)).toBe(written)
})
