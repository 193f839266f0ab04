import { expect, test } from 'vitest'
import { createProject } from '../../../../src/engine/changes/resolve/project.ts'
import { enclosing } from '../../../../src/engine/diagnosis/causes/relevance.ts'
import { testParsers } from '../../../support/grammars.ts'

const PYTHON = '@sealed\nclass A:\n    x = 1\n\n    @cached\n    @property\n    def b(self):\n        return 1\n'
const SCRIPT = '@sealed\nexport class A {\n  x = 1\n\n  @cached\n  @bound\n  b() {\n    return 1\n  }\n\n  @field\n  c = 2\n}\n'

test.each([
  ['a.py', PYTHON, { 1: 'A', 5: 'A.b', 6: 'A.b', 8: 'A.b' }],
  ['a.ts', SCRIPT, { 1: 'A', 5: 'A.b', 8: 'A.b', 11: 'A.c' }],
])('a decorator belongs to what it decorates: %s', async (file, text, expected) => {
  const project = createProject(new Map([[file, text]]), await testParsers())
  for (const [line, name] of Object.entries(expected)) {
    expect(enclosing({ file, after: { line: Number(line), count: 1 } }, project)).toBe(name)
  }
})
