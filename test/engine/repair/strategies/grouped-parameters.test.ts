import { describe, expect, test } from 'vitest'
import { proposeFor } from '../../../../src/engine/repair/propose.ts'
import { type Files, repairContext, repaired, repairedText } from '../../../support/repair.ts'

const script = (list: string, body = 'total(items) * rate(region) - off(coupon)'): Files => ({
  'src/a.js': `export function price(${list}) {\n  return ${body}\n}\n`,
})
const specFor = (words: string): string => `import { price } from '../src/a.js'\n\nit('adds', () => expect(${words}).toBe(1))\n`
const inScript = async (base: Files, head: Files, words: string): Promise<string | null> => {
  const text = await repairedText(base, head, specFor(words), 'test/a.test.js')
  return text === null ? null : (/expect\(([\s\S]*)\)\.toBe\(1\)/.exec(text)?.[1] ?? text)
}

describe('parameters of JavaScript that became keys of one object', () => {
  const [old, now] = [script('items, region, coupon'), script("{ items, coupon = null, region = 'DE' }")]

  test.each([
    ["price(ITEMS, 'US', 'TEN')", "price({ items: ITEMS, region: 'US', coupon: 'TEN' })"],
    ['price(items, region)', 'price({ items, region })'],
    ['price(\n  ITEMS, // two\n  region,\n)', 'price(\n  { items: ITEMS, // two\n  region },\n)'],
    ['price(price(a, b), region)', 'price({ items: price({ items: a, region: b }), region })'],
    ['price(...all)', null],
    ["price({ items, region: 'US' })", null],
  ])('%s', async (before, after) => {
    expect(await inScript(old, now, before)).toBe(after)
  })

  test('one that got another name is followed by its uses', async () => {
    const renamed = script('{ items, place, coupon }', 'total(items) * rate(place) - off(coupon)')
    expect(await inScript(old, renamed, 'price(ITEMS, x)')).toBe('price({ items: ITEMS, place: x })')
  })

  test('one that stays single keeps its place', async () => {
    const beside = script('items, { region, coupon }')
    expect(await inScript(old, beside, 'price(ITEMS, x, y)')).toBe('price(ITEMS, { region: x, coupon: y })')
    expect(await inScript(old, beside, 'price(ITEMS)')).toBe('price(ITEMS, {})')
    expect(await inScript(old, script('items, { region, coupon } = {}'), 'price(ITEMS)')).toBeNull()
  })

  test('and back', async () => {
    expect(await inScript(now, script("items, coupon = null, region = 'DE'"), "price({ items: ITEMS, coupon: 'TEN' })")).toBe(
      "price(ITEMS, 'TEN')",
    )
    // a gap: there is no place for it but behind a value that nobody gave
    expect(await inScript(now, script("items, coupon = null, region = 'DE'"), 'price({ items: ITEMS, region: x })')).toBeNull()
  })

  test('a constructor with `new`, and through `super`', async () => {
    const made = (list: string): Files => ({
      'src/a.js': `export class Cart {\n  constructor(${list}) {\n    this.items = items\n    this.region = region\n  }\n}\n`,
    })
    const text = (words: string, inner: string) =>
      `import { Cart } from '../src/a.js'\n\nclass Own extends Cart {\n  constructor() {\n    super(${inner})\n  }\n}\nit('adds', () => expect(new Cart(${words}).items).toBe(1))\n`
    const found = await repairedText(made('items, region'), made('{ items, region }'), text('a, b', '[], "DE"'), 'test/a.test.js')
    expect(found).toBe(text('{ items: a, region: b }', '{ items: [], region: "DE" }'))
  })

  test('nothing where a key takes what another parameter took', async () => {
    const crossed = script('{ items: region, region: items, coupon }', 'total(region) * rate(items) - off(coupon)')
    expect(await inScript(old, script('{ items, region, coupon }', 'total(region) * rate(items) - off(coupon)'), 'price(a, b)')).toBeNull()
    expect(await inScript(old, crossed, 'price(a, b)')).not.toBe('price({ items: b, region: a })')
  })

  test('nothing where a key is required that nobody gave', async () => {
    const more = script('{ items, region, coupon, clock }', 'total(items) * rate(region) - off(coupon) + clock.now()')
    expect(await inScript(old, more, 'price(a, b)')).toBeNull()
  })

  test('nothing where a parameter went and a key came that may be it', async () => {
    const other = script("{ items, region, voucher = '' }", 'total(items) * rate(region) - reduced(items, voucher)')
    expect(await inScript(old, other, 'price(a, b, c)')).toBeNull()
    expect(await inScript(old, other, 'price(a, b)')).toBe('price({ items: a, region: b })')
  })
})

const python = (list: string, body: string, more = ''): Files => ({
  'pkg/__init__.py': '',
  'pkg/a.py': `${more}def retry(${list}):\n    return ${body}\n`,
})
const OPTIONS = 'from dataclasses import dataclass\n\n@dataclass\nclass Options:\n    attempts: int = 3\n    delay: float = 1.0\n\n'
const call = (words: string, imports = 'retry') => `from pkg.a import ${imports}\n\ndef test_a():\n    assert ${words} == 1\n`

describe('arguments of Python that became fields of one class', () => {
  const old = python('job, attempts=3, base_delay=1.0', 'loop(job, attempts, base_delay * 2)')
  const now = python('job, options: Options = Options()', 'loop(job, options.attempts, options.delay * 2)', OPTIONS)

  test.each([
    ['retry(job, 2, 0.5)', 'retry(job, Options(attempts=2, delay=0.5))'],
    ['retry(job, base_delay=0, attempts=1)', 'retry(job, Options(delay=0, attempts=1))'],
    ['retry(base_delay=0, job=job)', 'retry(job=job, options=Options(delay=0))'],
    ['retry(job, attempts=retry(job, 2))', 'retry(job, Options(attempts=retry(job, Options(attempts=2))))'],
  ])('%s', async (before, after) => {
    expect(await repairedText(old, now, call(before))).toBe(call(after, 'Options, retry'))
  })

  test.each(['retry(job)', 'retry(job, Options(attempts=2))', 'retry(job, options=given)', 'retry(job, *rest)'])(
    '%s stays',
    async (words) => {
      expect(await repairedText(old, now, call(words, 'Options, retry'))).toBeNull()
    },
  )

  test('a holder that is reached by name alone', async () => {
    const named = python('job, *, options=Options()', 'loop(job, options.attempts, options.delay * 2)', OPTIONS)
    expect(await repairedText(old, named, call('retry(job, 2)'))).toBe(call('retry(job, options=Options(attempts=2))', 'Options, retry'))
  })

  test('a class that the file knows under another name, or by its module', async () => {
    const alias = 'from pkg.a import Options as O, retry'
    const text = (words: string) => `${alias}\n\ndef test_a():\n    assert ${words} == 1\n`
    expect(await repairedText(old, now, text('retry(job, 2)'))).toBe(text('retry(job, O(attempts=2))'))
    const byModule = (words: string) => `import pkg.a as a\n\ndef test_a():\n    assert a.${words} == 1\n`
    expect(await repairedText(old, now, byModule('retry(job, 2)'))).toBe(byModule('retry(job, a.Options(attempts=2))'))
  })

  test('and back', async () => {
    expect(await repairedText(now, old, call('retry(job, Options(attempts=2, delay=0.5))', 'Options, retry'))).toBe(
      call('retry(job, attempts=2, base_delay=0.5)', 'Options, retry'),
    )
  })

  test('a decorator and a fixture', async () => {
    const text = (one: string, two: string, imports: string) =>
      `import pytest\nfrom pkg.a import ${imports}\n\n\n@pytest.fixture\ndef made():\n    return retry(${one})\n\n\ndef test_a(made):\n    @retry(${two})\n    def work():\n        return made\n    assert work() == 1\n`
    expect(await repairedText(old, now, text('len, 2', 'job, base_delay=7', 'retry'))).toBe(
      text('len, Options(attempts=2)', 'job, Options(delay=7)', 'Options, retry'),
    )
  })

  test('nothing where what is left out would be something else', async () => {
    const other = OPTIONS.replace('delay: float = 1.0', 'delay: float = 5.0')
    const slow = python('job, options: Options = Options()', 'loop(job, options.attempts, options.delay * 2)', other)
    const { declined } = proposeFor(await repairContext(old, slow, { 'tests/test_a.py': call('retry(job, 2)') }))
    expect(declined.map(({ reason }) => reason)).toEqual([
      { code: 'default-differs', parts: { parameter: 'delay', before: '1.0', after: '5.0' } },
    ])
    expect(await repairedText(old, slow, call('retry(job, 2, 1.0)'))).toContain('Options(attempts=2, delay=1.0)')
    expect(await repairedText(old, slow, call('retry(job)'))).toBeNull()
  })

  test('says why where the class has another name there already', async () => {
    const text = `from pkg.a import retry\n\nOptions = {}\n\ndef test_a():\n    assert retry(job, 2) == 1\n`
    const { drafts, declined } = proposeFor(await repairContext(old, now, { 'tests/test_a.py': text }))
    expect(drafts).toEqual([])
    expect(declined.map(({ reason }) => reason.code)).toContain('new-name-not-usable')
  })

  test('the class comes from its home, where only another user of it is imported', async () => {
    const product = (main: Files): Files => ({
      ...main,
      'pkg/b.py': 'from .a import Options, retry\n\ndef twice(job):\n    return retry(job)\n',
    })
    const text = (words: string, more = '') =>
      `from pkg.b import twice\nfrom pkg import a${more}\n\n\ndef test_a():\n    assert twice(1) == a.${words}\n`
    const found = await repaired(product(old), product(now), { 'tests/test_a.py': text('retry(job, 2)') })
    expect(found?.['tests/test_a.py']).toBe(text('retry(job, a.Options(attempts=2))'))
  })
})
