import { describe, expect, test } from 'vitest'
import { changeTexts, type Files } from '../../../support/repair.ts'

const script = (list: string, body: string): Files => ({ 'src/a.ts': `export function price(${list}) {\n  return ${body}\n}\n` })

describe('keys of one object', () => {
  const old = script('items: Item[], region: string, tier = 1', 'sum(items) * rate(region) - tier * 2')

  test('by their names and by their uses', async () => {
    const now = script('{ items, region, level = 1 }: Query', 'sum(items) * rate(region) - level * 2')
    expect(await changeTexts(old, now)).toEqual(['parameters_grouped price: items, region, tier=1 -> { items, region, level }'])
    expect(await changeTexts(now, old)).toEqual(['parameters_ungrouped price: { items, region, level } -> items, region, tier=1'])
  })

  test('read one by one', async () => {
    const now = script('query: Query', 'sum(query.items) * rate(query.region) - query.tier * 2')
    expect(await changeTexts(old, now)).toEqual(['parameters_grouped price: items, region, tier=1 -> { items, region, tier }'])
  })

  test('with what came and went beside them', async () => {
    const now = script('{ items, clock, label = "" }, region', 'sum(items, clock.now(), label) * rate(region)')
    expect(await changeTexts(old, now)).toEqual([
      'parameters_grouped price: items, region, tier=1 -> { items }, region',
      'parameter_removed price: tier -> ',
      'parameter_added price:  -> clock',
    ])
  })

  test('not where uses say that the keys are exchanged', async () => {
    const now = script('{ items, region, tier }', 'sum(region) * rate(items) - tier * 2')
    expect((await changeTexts(old, now)).filter((text) => text.startsWith('parameters_grouped'))).toEqual([])
  })

  test('not where an options object is what it was, under another name', async () => {
    const [one, two] = [script('options', 'sum(options.items)'), script('{ items }', 'sum(items)')]
    expect((await changeTexts(one, two)).filter((text) => text.startsWith('parameters_'))).toEqual([])
  })
})

describe('fields of one class', () => {
  const options = (more = ''): string =>
    `from dataclasses import dataclass, field\n\n@dataclass\nclass Options:\n    attempts: int = 3\n    delay: float = 1.0\n${more}\n`
  const product = (text: string): Files => ({ 'pkg/__init__.py': '', 'pkg/a.py': text })
  const grouped = async (old: string, now: string): Promise<readonly string[]> =>
    (await changeTexts(product(old), product(now))).filter((text) => text.startsWith('parameter'))

  test('named by a type, a default, a constant', async () => {
    const old = 'def f(job, attempts=3, delay=1.0):\n    return run(job, attempts, delay)\n'
    const body = '    return run(job, options.attempts, options.delay)\n'
    const expected = ['parameters_grouped f: job, attempts=3, delay=1.0 -> job, options: Options(attempts, delay)']
    for (const holder of ['options: Options', 'options: Options | None = None', 'options=Options()', 'options=QUICK'])
      expect(await grouped(old, `${options()}QUICK = Options(attempts=1)\n\ndef f(job, ${holder}):\n${body}`)).toEqual(expected)
  })

  test('a rename that one function shows holds for another that takes the same class', async () => {
    const old =
      'def f(attempts, base):\n    return attempts + base * 2\n\n\nclass Job:\n    def __init__(self, attempts=3, base=1.0):\n        self.attempts = attempts\n        self.base = base\n'
    const now = `${options()}def f(options):\n    return options.attempts + options.delay * 2\n\n\nclass Job:\n    def __init__(self, options=Options()):\n        self.options = options\n`
    expect(await grouped(old, now)).toEqual([
      'parameters_grouped f: attempts, base -> options: Options(attempts, delay)',
      'parameters_grouped Job.__init__: attempts=3, base=1.0 -> options: Options(attempts, delay)',
    ])
  })

  test('not of a class that lacks what is read of it', async () => {
    const now = `${options()}def f(job, options: Options):\n    return run(job, options.attempts, options.pause)\n`
    expect(await grouped('def f(job, attempts, pause):\n    return run(job, attempts, pause)\n', now)).not.toContain(
      'parameters_grouped f: job, attempts, pause -> job, options: Options(attempts)',
    )
  })

  test('fields that are reached by name alone', async () => {
    const segment = (value: string) =>
      `from dataclasses import dataclass, field\n\n@dataclass\nclass Segment:\n    start: tuple${value}\n    end: tuple${value}\n`
    expect(await grouped(segment(''), segment(' = field(kw_only=True)'))).toEqual([
      'parameter_kind_changed Segment: start, end -> *, start, end',
    ])
  })
})
