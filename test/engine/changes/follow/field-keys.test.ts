import { describe, expect, test } from 'vitest'
import { findUnmigratedCallers } from '../../../../src/engine/changes/follow/unmigrated-callers.ts'
import { changeTexts, type Files, repairContext, repairedText } from '../../../support/repair.ts'

const booking = (field: string) =>
  `from dataclasses import dataclass\n\n@dataclass\nclass Booking:\n    ${field}: str\n    nights: int\n\n    def label(self):\n        return f"{self.${field}}, {self.nights} nights"\n`

async function unmigrated(base: Files, head: Files): Promise<readonly string[]> {
  const { changes, trees } = await repairContext(base, head, {})
  expect(changes.map(({ kind }) => kind)).toContain('renamed')
  const found = changes.flatMap((change) => findUnmigratedCallers(change, trees, new Map()).unmigrated)
  return [...new Set(found.map(({ file, line }) => `${file}:${line}`))]
}

describe('a renamed field of a dataclass', () => {
  const [base, head] = [{ 'hotel/booking.py': booking('guest') }, { 'hotel/booking.py': booking('name') }]
  test('is a keyword of the constructor and an attribute', async () => {
    expect(await changeTexts(base, head)).toEqual(['parameter_renamed Booking: guest -> name', 'renamed Booking.guest: guest -> name'])
    const text =
      'from hotel.booking import Booking\n\ndef test_a():\n    b = Booking(guest="guest", nights=2)\n    assert b.guest == "guest"\n'
    const expected = text.replace('guest=', 'name=').replace('b.guest', 'b.name')
    expect(await repairedText(base, head, text)).toBe(expected)
  })

  const imported = 'from dataclasses import replace\nfrom .booking import Booking\n\n'
  test.each([
    ['a use that follows', 'def f(b: Booking):\n    return b.name\n', []],
    ['a constructor', 'def f():\n    return Booking(guest="a", nights=1)\n', ['hotel/desk.py:5']],
    ['an attribute', 'def f(b):\n    return b.guest\n', ['hotel/desk.py:5']],
    ['replace', 'def f(b):\n    return replace(b, guest="a")\n', ['hotel/desk.py:5']],
    ['a method that takes any field', 'def f(b):\n    return b.with_fields(guest="a")\n', ['hotel/desk.py:5']],
    ['a class pattern', 'def f(b):\n    match b:\n        case Booking(guest="a"):\n            return 1\n', ['hotel/desk.py:6']],
    ['a spread dictionary', 'def f():\n    return Booking(**{"guest": "a", "nights": 1})\n', ['hotel/desk.py:5']],
    ['a keyword of another function of ours', 'def g(guest):\n    return guest\n\ndef f():\n    return g(guest="a")\n', []],
  ])('%s', async (_, text, expected) => {
    expect(await unmigrated({ ...base, 'hotel/desk.py': '' }, { ...head, 'hotel/desk.py': imported + text })).toEqual(expected)
  })

  test('leaves both of its sides behind: the parameter of the constructor counts as the field', async () => {
    const desk = { 'hotel/desk.py': 'def f(b):\n    return b.guest\n' }
    const { changes, trees } = await repairContext({ ...base, ...desk }, { ...head, ...desk }, {})
    const declared = changes.filter(({ kind }) => /^(parameter_)?renamed$/.test(kind))
    expect(declared.map((change) => findUnmigratedCallers(change, trees, new Map()).follows)).toEqual([false, false])
  })

  test('is none when nobody reads it', async () => {
    const plain = (field: string) => `from dataclasses import dataclass\n\n@dataclass\nclass Booking:\n    ${field}: str\n`
    expect(await changeTexts({ 'a.py': plain('guest') }, { 'a.py': plain('name') })).not.toContain('renamed Booking.guest: guest -> name')
  })
})

describe('a renamed member of a type', () => {
  const source = (key: string) =>
    `export interface Wait { readonly ${key}: number; readonly times: number }\nexport const total = (wait: Wait) => wait.${key} * wait.times\n`
  const [base, head] = [{ 'src/a.ts': source('pause') }, { 'src/a.ts': source('delay') }]

  test('is followed in literals of that type, in arguments and in reads', async () => {
    expect(await changeTexts(base, head)).toContain('renamed Wait.pause: pause -> delay')
    const text =
      "import { total, type Wait } from '../src/a'\nconst wait: Wait = { pause: 2, times: 3 }\ntest('a', () => {\n  expect(total(wait)).toBe(6)\n  expect(total({ pause: 1, times: 1 })).toBe(wait.pause)\n  expect({ pause: 1 }).toBeTruthy()\n})\n"
    const expected = text.replace('{ pause: 2', '{ delay: 2').replace('{ pause: 1, t', '{ delay: 1, t').replace('wait.pause', 'wait.delay')
    expect(await repairedText(base, head, text, 'test/a.test.ts')).toBe(expected)
  })

  test.each([
    ['a literal', 'export const slow = { pause: 9, times: 1 }\n', ['src/b.ts:1']],
    ['a pattern', 'export const first = ({ pause }) => pause\n', ['src/b.ts:1']],
    ['a member of who knows what', 'export const first = (w) => w.pause\n', ['src/b.ts:1']],
    ['the new name', 'export const slow = { delay: 9, times: 1 }\n', []],
  ])('is left behind in the product by %s', async (_, text, expected) => {
    expect(await unmigrated({ ...base, 'src/b.ts': '' }, { ...head, 'src/b.ts': text })).toEqual(expected)
  })
})
