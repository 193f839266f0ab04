import { expect, test } from 'vitest'
import { healCounted } from '../../../support/counted/heal-counted.ts'
import type { Files } from '../../../support/repair.ts'

const TEST = 'tests/test_shop.py'
const NETS = [1, 2, 3, 4, 5, 6]
const shop = (fee: number): Files => ({ 'shop/price.py': `def fee(net):\n    return net + ${fee}\n` })
const stated = (fee: number) =>
  `import shop.price as price\n\n\ndef test_fee():\n${NETS.map((net) => `    assert price.fee(${net}) == ${net + fee}\n`).join('')}`

test('a test that states one behaviour six times is followed from the first value to the last', async () => {
  const healed = await healCounted({ ...shop(5), [TEST]: stated(5) }, { ...shop(7), [TEST]: stated(5) }, { accepted: 'all' })
  expect(healed.left).toEqual([])
  expect(healed.texts[TEST]).toBe(stated(7))
})
