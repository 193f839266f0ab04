import { expect, test } from 'vitest'
import { callersOf } from '../../../src/engine/changes/possible/callers.ts'
import { NO_TEXTS } from '../../../src/engine/changes/possible/other-texts.ts'
import type { Trees } from '../../../src/engine/changes/uses/use-site.ts'
import { secondChanges } from '../../../src/engine/conclusion/second-change.ts'
import type { ContractChange } from '../../../src/model/contract-change.ts'
import { repairContext } from '../../support/repair.ts'

const registry = (method: string, body: string) => `export class Registry {\n  entries = new Map()\n\n  ${method} {\n${body}  }\n}\n`
const OLD = '    if (this.entries.has(key)) throw new Error(key)\n    this.entries.set(key, value)\n    return value\n'
const NEW =
  '    const owned = this.entries.get(owner) ?? new Map()\n    if (owned.has(key)) throw new Error(String(key))\n    const real = owner[key]\n    owner[key] = getValue(real)\n    owned.set(key, () => { owner[key] = real })\n    this.entries.set(owner, owned)\n'
const caller = (call: string) =>
  `import { Registry } from './registry'\n\nconst registry = new Registry()\n\nexport function start() {\n  registry.${call}\n}\n`
const FAILURE = { testId: 'a', exception: 'TypeError', message: 'registry.replace is not a function', frames: [] }

const readIn = (trees: Trees) => ({
  ...{ trees, callersOf: (change: ContractChange) => callersOf(change, trees, new Map(), NO_TEXTS) },
  crossingOf: () => null,
})
const followed = caller("apply(here, 'a', () => one)")
const applied = 'apply(owner, key, getValue)'

async function behind(after: string, user: string) {
  const base = { 'src/registry.ts': registry('replace(key, value)', OLD), 'src/start.ts': caller("replace('a', one)") }
  const compared = (text: string, call: string) => repairContext(base, { 'src/registry.ts': text, 'src/start.ts': call }, {})
  const { changes } = await compared(registry(applied, NEW), followed)
  const renamed = changes.find(({ kind, symbol }) => kind === 'renamed' && symbol === 'Registry.replace')
  if (renamed === undefined) throw new Error('the method is not seen to be renamed')
  const likely = { ...renamed, kind: 'likely_renamed' as const, after: 'Registry.apply' }
  const { trees } = await compared(after, user)
  return secondChanges(FAILURE, [], { changes: [likely], ...readIn(trees) }).map(({ symbol, after: to }) => `${symbol} → ${to}`)
}

test('what has probably become another is named where the old name is gone and every caller follows', async () => {
  expect(await behind(registry(applied, NEW), followed)).toEqual(['Registry.replace → Registry.apply'])
  expect(await behind(registry(applied, NEW), caller("replace('a', one)"))).toEqual([])
  expect(await behind(registry(applied, `${NEW}  }\n\n  replace(key, value) {\n${OLD}`), followed)).toEqual([])
})

test('what a renamed class had under its old name is looked for on the new one', async () => {
  const parser = (name: string, more: string) => `class ${name}:\n    def __init__(self, path):\n        self.path = path\n${more}`
  const merge = '\n    def merge(self, other):\n        return [self.path, other]\n'
  const base = { 'shop/config.py': parser('MergedParser', merge) }
  const head = { 'shop/config.py': parser('Parser', '') }
  const { changes, trees } = await repairContext(base, head, {})
  const failure = { testId: 'a', exception: 'AttributeError', message: "'Parser' object has no attribute 'merge'", frames: [] }
  const renamed = changes.filter(({ kind }) => kind === 'renamed')
  const named = secondChanges(failure, renamed, { changes, ...readIn(trees) })
  expect(named.map(({ kind, symbol }) => `${kind} ${symbol}`)).toEqual(['removed MergedParser.merge'])
  expect(secondChanges(failure, [], { changes, ...readIn(trees) })).toEqual([])
})

test('a result in its new shape is named where it holds the same values in the same order', async () => {
  const till = (result: string) => ({
    'shop/slip.py': 'class Slip:\n    def __init__(self, total, rest):\n        self.total, self.rest = total, rest\n',
    'shop/till.py': `from shop.slip import Slip\n\n\ndef pay(price, given):\n    return ${result}\n`,
  })
  const failure = { testId: 'a', exception: 'TypeError', message: 'cannot unpack non-iterable Slip object', frames: [] }
  const namedFor = async (result: string) => {
    const { changes, trees } = await repairContext(till('price, given - price'), till(result), {})
    return secondChanges(failure, [], { changes, ...readIn(trees) }).map(({ kind, symbol }) => `${kind} ${symbol}`)
  }
  expect(await namedFor('Slip(price, given - price)')).toEqual(['result_changed pay'])
  expect(await namedFor('Slip(given - price, price)')).toEqual([])
  expect(await namedFor('Slip(price, price - given)')).toEqual([])
})
