import { expect, test } from 'vitest'
import { diagnosisCase } from '../../../support/diagnosis-case.ts'

test('the first line of a merge names a branch, and is no word of the author', async () => {
  const files = {
    'shop/cart.py': 'RATE = 1\n',
    'tests/test_cart.py': 'from shop.cart import RATE\n\n\ndef test_rate():\n    assert RATE == 1\n',
  }
  const messages = [
    'Merge pull request #7 from someone/simplify-carts\n\nCharge twice the rate',
    "Merge branch 'main' into simplify-carts",
    'Merge both lists of rates',
  ]
  const head = { ...files, 'shop/cart.py': 'RATE = 2\n' }
  const { authorTexts } = await diagnosisCase({ base: files, head, messages, testId: 'tests/test_cart.py::test_rate' })
  expect(authorTexts.intentTexts).toEqual(['Charge twice the rate', 'Merge both lists of rates'])
})
