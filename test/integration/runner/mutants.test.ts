import { expect, test } from 'vitest'
import { frameworkHome } from '../../support/frameworks/install.ts'
import { judgedTwice } from '../../support/mutants/judged-twice.ts'
import { SHOPS } from '../../support/mutants/shops.ts'

/** Of what a module does while it is loaded, of what that enters, and of what is kept from one test to the next. */
const OPEN = ['on_import', 'priced', 'Cart.size', 'Cart.items', 'RATE', 'LIMITS', 'START', 'double', 'known', 'band', null]

test.each(Object.entries(SHOPS))(
  'a batch under %s judges mutants as runs of their own do, and says where it cannot',
  async (name, shop) => {
    const framework = name as keyof typeof SHOPS
    const every = Number(process.env['SUTURE_TEST_EVERY'] ?? 5)
    const { mutants, reason } = await judgedTwice({ framework, home: await frameworkHome(framework), ...shop, every })
    expect(reason).toBe('')
    const judged = mutants.filter(({ batch }) => batch !== 'not_judged')
    const wrong = judged.filter(({ batch, single }) => batch !== single)
    const shown = wrong.map(({ mutant, batch, single }) => {
      return `${mutant.file}:${mutant.line} ${mutant.original} → ${mutant.replacement}: ${batch} in the batch, ${single} alone`
    })
    expect(shown).toEqual([])
    expect(judged.length).toBeGreaterThan(mutants.length * 0.6)
    const open = mutants.filter(({ batch }) => batch === 'not_judged').map(({ mutant }) => mutant.symbol)
    expect(open.filter((symbol) => !OPEN.includes(symbol))).toEqual([])
  },
)
