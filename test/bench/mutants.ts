import { frameworkHome } from '../support/frameworks/install.ts'
import { judgedTwice } from '../support/mutants/judged-twice.ts'
import { PYTHON_SHOP } from '../support/mutants/python-shop.ts'

const r = await judgedTwice({
  framework: 'pytest',
  home: await frameworkHome('pytest'),
  files: PYTHON_SHOP,
  product: ['shop/price.py', 'shop/cart.py'],
  tests: ['tests/test_price.py', 'tests/test_cart.py'],
  isSingle: false,
})
const judged = r.mutants.filter(({ batch }) => batch !== 'not_judged')
console.log(r.mutants.length, judged.length, r.batchMs, r.reason, (judged.length / r.batchMs) * 1000)
