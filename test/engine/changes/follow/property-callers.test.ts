import { describe, expect, test } from 'vitest'
import type { FrameworkName } from '../../../../src/model/framework-name.ts'
import type { Files } from '../../../support/repair.ts'
import { sourcesOf } from '../../../support/review-case.ts'

async function left(base: Files, head: Files, framework: FrameworkName = 'pytest'): Promise<readonly string[]> {
  const { changes, callersOf } = await sourcesOf(base, head, framework)
  const property = changes.filter(({ kind }) => /^became_(?:property|method)$/.test(kind))
  expect(property).not.toHaveLength(0)
  return property.flatMap((change) => callersOf(change).unmigrated).map(({ file, line }) => `${file}:${line}`)
}

const door = (decorator: string) =>
  `class Door:\n    def __init__(self):\n        self.angle = 0\n\n${decorator}    def is_open(self):\n        return self.angle > 5\n`
const tree = (decorator: string, caller: string): Files => ({ 'house/door.py': door(decorator), 'house/alarm.py': caller })
const PROPERTY = '    @property\n'
const guard = (read: string) =>
  `from house.door import Door\n\n\ndef alarm(door: Door):\n    if ${read}:\n        return "open"\n    return None\n`

describe('a property that became a method', () => {
  test.each([
    ['is still tested for truth, which it always is', guard('door.is_open'), guard('door.is_open'), ['house/alarm.py:5']],
    ['is called', guard('door.is_open'), guard('door.is_open()'), []],
    ['is still read by who got a new name', guard('door.is_open'), guard('not door.is_open'), ['house/alarm.py:5']],
    [
      'is handed on to who calls it',
      'from house.door import Door\n\n\ndef alarms(doors):\n    return [door.is_open for door in doors]\n',
      'from house.door import Door\n\n\ndef alarms(doors):\n    return list(map(Door.is_open, doors))\n',
      [],
    ],
    [
      'is still given as a value',
      'from house.door import Door\n\n\ndef alarm(door: Door):\n    print(door.is_open)\n',
      'from house.door import Door\n\n\ndef alarm(door: Door):\n    print(door.is_open)\n',
      ['house/alarm.py:5'],
    ],
    [
      'is a property of a subclass',
      'from house.door import Door\n\n\nclass Gate(Door):\n    @property\n    def is_open(self):\n        return True\n',
      'from house.door import Door\n\n\nclass Gate(Door):\n    @property\n    def is_open(self):\n        return True\n',
      ['house/alarm.py:6'],
    ],
  ])('%s', async (_, before, after, places) => {
    expect(await left(tree(PROPERTY, before), tree('', after))).toEqual(places)
  })

  test('in TypeScript', async () => {
    const text = (get: string, read: string) => ({
      'src/up.ts': `export class Up {\n  ${get}size() {\n    return 4\n  }\n}\n`,
      'src/send.ts': `import { Up } from './up'\n\nexport const send = (up: Up) => up.${read} > 3\n`,
    })
    expect(await left(text('get ', 'size'), text('', 'size()'), 'vitest')).toEqual([])
    expect(await left(text('get ', 'size'), text('', 'size'), 'vitest')).toEqual(['src/send.ts:3'])
  })
})

describe('a place of which only the name is known', () => {
  const base = tree(PROPERTY, '')
  test.each([
    ['a name in quotes', 'house/log.py', 'def log(door):\n    return getattr(door, "is_open")\n', ['house/log.py:2']],
    ['a template', 'house/templates/door.html', '{% if door.is_open %}open{% endif %}\n', ['house/templates/door.html:1']],
    ['a template that calls it', 'house/templates/door.html', '{% if door.is_open() %}open{% endif %}\n', []],
    ['a word', 'house/log.py', 'TEXT = "is_open"\n', []],
  ])('%s', async (_, path, text, places) => {
    const { changes, callersOf } = await sourcesOf({ ...base, [path]: text }, { ...tree('', ''), [path]: text })
    const found = changes.filter(({ kind }) => kind === 'became_method').flatMap((change) => callersOf(change).possible)
    expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual(places)
  })
})

describe('a method that became a property', () => {
  test.each([
    ['is still called', guard('door.is_open()'), guard('door.is_open()'), ['house/alarm.py:5']],
    ['is read', guard('door.is_open()'), guard('door.is_open'), []],
  ])('%s', async (_, before, after, places) => {
    expect(await left(tree('', before), tree(PROPERTY, after))).toEqual(places)
  })
})
