import type { TwoCommits } from '../../support/heal-texts.ts'

/** Tests in a file. */
const IN_ONE_FILE = 20

/** One method that is renamed, and `count` tests that call it, by themselves and through what their files share. */
export function oneCause(framework: 'pytest' | 'vitest', count: number): TwoCommits {
  const files = Array.from({ length: Math.ceil(count / IN_ONE_FILE) }, (_, index) => index)
  const product = (name: string) => (framework === 'pytest' ? pythonTill(name) : scriptTill(name))
  const tests = files.map((index): readonly [string, string] => {
    const own = Array.from({ length: Math.min(IN_ONE_FILE, count - index * IN_ONE_FILE) }, (_, at) => index * IN_ONE_FILE + at)
    return framework === 'pytest'
      ? [`tests/test_till_${index}.py`, `from shop.till import Till\n${own.map(pythonTest).join('')}`]
      : [
          `test/till-${index}.test.ts`,
          `import { expect, test } from 'vitest'\nimport { Till } from '../src/till'\n\n${own.map(scriptTest).join('')}`,
        ]
  })
  const settings: Readonly<Record<string, string>> =
    framework === 'pytest'
      ? { 'shop/__init__.py': '', 'conftest.py': '' }
      : { 'package.json': '{"type":"module","devDependencies":{"vitest":"*"}}\n' }
  const path = framework === 'pytest' ? 'shop/till.py' : 'src/till.ts'
  return {
    ...{ name: 'one-cause', framework, message: 'Till.add is called enter' },
    before: { ...settings, ...Object.fromEntries(tests), [path]: product('add') },
    after: { [path]: product('enter') },
  }
}

function pythonTill(name: string): string {
  return `class Till:\n    def __init__(self):\n        self.sum = 0\n\n    def ${name}(self, cents, count=1):\n        if count < 1:\n            raise ValueError("nothing is sold")\n        self.sum += cents * count\n        return self\n`
}

function scriptTill(name: string): string {
  return `export class Till {\n  sum = 0\n\n  ${name}(cents: number, count = 1): this {\n    if (count < 1) throw new RangeError('nothing is sold')\n    this.sum += cents * count\n    return this\n  }\n}\n`
}

function pythonTest(at: number): string {
  return `\n\ndef test_sum_${at}():\n    till = Till()\n    till.add(${at}, 2)\n    assert till.add(5).sum == ${2 * at + 5}\n`
}

function scriptTest(at: number): string {
  return `test('sum ${at}', () => {\n  const till = new Till()\n  till.add(${at}, 2)\n  expect(till.add(5).sum).toBe(${2 * at + 5})\n})\n\n`
}
