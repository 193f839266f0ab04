import { describe, expect, test } from 'vitest'
import { type HealedTexts, healCounted } from '../support/counted/heal-counted.ts'
import type { Files } from '../support/repair.ts'

const TEST = 'tests/test_shop.py'
const SHOP = (gross: string, fee: number) =>
  ({ 'shop/price.py': `def ${gross}(net):\n    return net * 2\n\n\ndef fee(net):\n    return net + ${fee}\n` }) as Files
const TESTS_OF = (head: string, prefix = '') =>
  ({
    [TEST]: `${head}\n\n\ndef test_gross():\n    assert ${prefix}gross(10) == 20\n\n\ndef test_both():\n    assert ${prefix}gross(1) == 2\n    assert ${prefix}fee(1) == 6\n\n\ndef test_fee():\n    assert ${prefix}fee(10) == 15\n`,
  }) as Files
const BY_MODULE = TESTS_OF('import shop.price as price', 'price.')
const BY_NAME = TESTS_OF('from shop.price import gross, fee')

/** A renamed function, and a number that became another one beside it. */
const healed = (tests: Files, more: Parameters<typeof healCounted>[2] = {}) =>
  healCounted({ ...SHOP('gross', 5), ...tests }, { ...SHOP('gross_of', 7), ...tests }, more)

const nameOf = (testId: string) => testId.replace(`${TEST}::`, '')
const verdictsOf = ({ analyses }: HealedTexts) => analyses.map(({ failure, verdict }) => `${nameOf(failure.testId)} ${verdict}`)
const proposalsOf = ({ judged }: HealedTexts) =>
  judged.flatMap(({ judgement: { candidate, refusal } }) => (refusal?.kind === 'proposal' ? [candidate.testIds.map(nameOf).join()] : []))

describe('a commit that renames, and changes a value besides', () => {
  test('the name is healed where nothing else is missing, and each value is a question of its own', async () => {
    const found = await healed(BY_MODULE)
    expect(found.left.map(nameOf)).toEqual(['test_both', 'test_fee'])
    expect(proposalsOf(found)).toEqual(['test_both', 'test_fee'])
    expect(verdictsOf(found)).toEqual(['test_gross obsolete_test', 'test_both behaviour_changed', 'test_fee behaviour_changed'])
  })

  test('of a file that loads again, every test has an answer and a question of its own', async () => {
    const found = await healed(BY_NAME)
    expect(found.left.map(nameOf)).toEqual(['test_both', 'test_fee'])
    expect(proposalsOf(found)).toEqual(['test_both', 'test_fee'])
    expect(verdictsOf(found)).toEqual([`${TEST} obsolete_test`, 'test_both behaviour_changed', 'test_fee behaviour_changed'])
  })

  test.each([BY_MODULE, BY_NAME])('a yes to all ends with a whole repair', async (tests) => {
    expect((await healed(tests, { accepted: 'all' })).left).toEqual([])
  })

  test.each([BY_MODULE, BY_NAME])('a yes to one test is for that test', async (tests) => {
    const { left, texts } = await healed(tests, { accepted: new Set([`${TEST}::test_fee`]) })
    expect(left.map(nameOf)).toEqual(['test_both'])
    expect(texts[TEST]).toContain('fee(1) == 6')
    expect(texts[TEST]).toContain('fee(10) == 17')
  })

  test.each([BY_MODULE, BY_NAME])('a yes to all is none for what points to a bug beside the name', async (tests) => {
    const message = 'Rename gross to gross_of\n\nPure refactoring, no change of behaviour.'
    const found = await healed(tests, { accepted: 'all', message })
    expect(found.left.map(nameOf)).toEqual(['test_both', 'test_fee'])
    expect(verdictsOf(found).slice(1)).toEqual(['test_both product_regression', 'test_fee product_regression'])
  })
})

describe('a commit that breaks many files', () => {
  const file = (index: number) => `tests/test_${index}.py`
  const after = { 'shop/price.py': SHOP('gross_of', 7)['shop/price.py'] ?? '' }
  const many = async (sound: number) => {
    const own = Array.from({ length: sound }, (_, index) => index)
    const texts = Object.fromEntries(
      own.map((index) => [
        file(index),
        `import shop.price as price\n\n\ndef test_a():\n    assert price.gross(${index}) == ${2 * index}\n`,
      ]),
    )
    const tests = { ...texts, ...BY_MODULE }
    return healCounted({ ...SHOP('gross', 5), ...tests }, { ...after, ...tests })
  }

  test('one file that needs more costs the others no run', async () => {
    const [few, lots] = [await many(2), await many(12)]
    expect(few.left.map(nameOf)).toEqual(['test_both', 'test_fee'])
    expect(lots.left).toEqual(few.left)
    expect(lots.runs).toBe(few.runs)
  })
})
