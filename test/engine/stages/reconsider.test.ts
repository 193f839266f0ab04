import { expect, test } from 'vitest'
import { readSources } from '../../../src/engine/diagnosis/sources.ts'
import { frameworks } from '../../../src/engine/frameworks/index.ts'
import { readFailure } from '../../../src/engine/reports/failure-types/index.ts'
import { reconsider } from '../../../src/engine/stages/reconsider.ts'
import { testParsers } from '../../support/grammars.ts'
import { repairContext } from '../../support/repair.ts'

const source = (name: string) => `class Cart:\n    def ${name}(self):\n        return self.sum + 1\n\n\nclass Basket(Cart):\n    pass\n`

test.each([
  ["'Cart' object has no attribute 'total'", 'obsolete_test'],
  ["'Basket' object has no attribute 'total'", 'obsolete_test'],
  ["'Order' object has no attribute 'total'", 'unknown'],
])('without an edit that follows, only what the failure names stays out of date: %s', async (message, verdict) => {
  const [base, head] = [{ 'shop/cart.py': source('total') }, { 'shop/cart.py': source('grand_total') }]
  const { analysis, changes } = await repairContext(base, head, {})
  const [framework] = frameworks.filter(({ name }) => name === 'pytest')
  if (framework === undefined) throw new Error('no such framework')
  const texts = {
    listFiles: async () => ['shop/cart.py'],
    readFile: async () => head['shop/cart.py'],
    changes: async () => [{ path: 'shop/cart.py', before: base['shop/cart.py'], after: head['shop/cart.py'] }],
  }
  const sources = await readSources(texts, framework, await testParsers())
  const fields = readFailure({ exception: 'AttributeError', message })
  const [answer] = reconsider([{ ...analysis, codeChanges: [...changes], fields }], [], [], sources)
  expect(answer?.verdict).toBe(verdict)
})
