import { describe, expect, test } from 'vitest'
import { repairedText } from '../../../support/repair.ts'

const product = (text: string) => ({ 'geo/__init__.py': '', 'geo/box.py': text })
const uses = (lines: string) =>
  `from geo.box import Box\n\n\ndef test_box():\n    box = Box(3, 4)\n    ${lines.replaceAll('\n', '\n    ')}\n`
const box = (area: string, center: string) =>
  `class Box:\n    def __init__(self, width, height):\n        self.width = width\n        self.height = height\n\n${area}    def area(self):\n        return self.width * self.height\n\n${center}    def center(self):\n        return (self.width / 2, self.height / 2)\n`
const PROPERTY = '    @property\n'

describe('methods and properties', () => {
  const [base, head] = [product(box('', PROPERTY)), product(box(PROPERTY, ''))]
  test.each([
    ['assert box.area() == 12', 'assert box.area == 12'],
    ['assert box.center == (1.5, 2)', 'assert box.center() == (1.5, 2)'],
    ['x, y = Box(3, 4).center', 'x, y = Box(3, 4).center()'],
    ['assert Box(*box.center).area() == 3', 'assert Box(*box.center()).area == 3'],
    ['assert not box.area().is_integer()', 'assert not box.area.is_integer()'],
    ['assert max([box]).area() == 12', 'assert max([box]).area == 12'],
    ['assert box.area(2) == 12', null],
    ['assert box.width == 3', null],
  ])('%s', async (before, after) => {
    expect(await repairedText(base, head, uses(before))).toBe(after === null ? null : uses(after))
  })

  test('in TypeScript', async () => {
    const [old, now] = [
      '  get size() {\n    return 4\n  }\n  reset() {\n    return 5\n  }\n',
      '  size() {\n    return 4\n  }\n  get reset() {\n    return 5\n  }\n',
    ].map((members) => ({ 'src/up.ts': `export class Up {\n${members}}\n` }))
    const text = (one: string, two: string) =>
      `import { Up } from '../src/up'\n\ntest('a', () => {\n  expect(new Up()${one}).toBe(4)\n  expect(new Up()${two}).toBe(5)\n})\n`
    expect(await repairedText(old ?? {}, now ?? {}, text('.size', '.reset()'), 'tests/up.test.ts')).toBe(text('.size()', '.reset'))
  })
})
