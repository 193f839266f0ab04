import { createProject } from '../../src/engine/changes/resolve/project.ts'
import { languages } from '../../src/engine/languages/index.ts'
import { namedChildren } from '../../src/engine/languages/syntax.ts'
import { applyEdits } from '../../src/engine/repair/apply-edits.ts'
import { expectationEdits } from '../../src/engine/repair/expected/expectation-edits.ts'
import { valueOfText } from '../../src/engine/repair/expected/value-text.ts'
import { testParsers } from './grammars.ts'

const HOLDER = { py: ['VALUE = ', '\n'], ts: ['const value = ', '\n'] } as const

/** An expected value as it is written after it became equal to the one that came, or why it is not edited. */
export async function edited(
  kind: keyof typeof HOLDER,
  written: string,
  came: string,
  was: string | null = null,
  head = '',
): Promise<string> {
  const parsers = await testParsers()
  const path = kind === 'py' ? 'tests/test_a.py' : 'test/a.test.ts'
  const [before, after] = HOLDER[kind]
  const text = `${head}${before}${written}${after}`
  const project = createProject(new Map([[path, text]]), parsers)
  const file = project.file(path)
  const language = languages[kind === 'py' ? 'python' : 'typescript']
  const actual = valueOfText(came, language, parsers)
  if (file === null || actual === null || file.tree.errors.length > 0) throw new Error(`${written} or ${came} is not read`)
  const statement = namedChildren(file.tree.root).at(-1)
  const [holder] = statement === undefined ? [] : namedChildren(statement)
  const node = holder === undefined ? undefined : language.syntax.assignedValue(holder)
  if (node === undefined) throw new Error('there is no value')
  const context = { testFiles: new Map([[path, text]]), trees: { before: project, after: project, product: [] }, row: null, failure: null }
  const old = was === null ? null : valueOfText(was, language, parsers)
  const found = expectationEdits(file, node, { actual, was: old, mode: { isPart: false } }, context)
  if (found.kind === 'unedited') return `unedited: ${found.why}`
  const edits = found.edits.map((edit) => ({
    ...edit,
    range: { ...edit.range },
    value: { ...edit.value },
    effect: 'expectation' as const,
    causes: [],
  }))
  return applyEdits(text, edits).slice(head.length + before.length, -after.length)
}
