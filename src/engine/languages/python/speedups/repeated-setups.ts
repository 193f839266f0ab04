import type { FrameworkName } from '../../../../model/framework-name.ts'
import type { CuredFile, CureEdit } from '../../facets/cures.ts'
import type { RepeatedSetup } from '../../facets/speedups.ts'
import { textOf } from '../../syntax.ts'
import { definitions, fixturesOf, functionNamed } from '../cures/test-at.ts'

const FIXTURE = /^@((?:pytest\.)?fixture)(?:\(([\s\S]*)\))?$/
const NARROW = /\bscope\s*=\s*(["'])function\1\s*,?\s*/
/** Fixtures of pytest itself that live as long as the run. */
const LASTING = new Set(['tmp_path_factory', 'tmpdir_factory', 'pytestconfig', 'session_mocker'])

/** Fixtures that each test gets anew, with those that they need: of a file once for the file, of a conftest.py once for the run. */
export function repeatedSetups(_framework: FrameworkName, file: CuredFile): readonly RepeatedSetup[] {
  const isOfFolder = /(?:^|\/)conftest\.py$/.test(file.path)
  return fixturesIn(file).flatMap((name) => {
    const edits = widened(file, name, isOfFolder ? 'session' : 'module', [])
    return edits === null || edits.length === 0 ? [] : [{ name, isOfFolder, edits }]
  })
}

function fixturesIn(file: CuredFile): readonly string[] {
  return definitions(file.tree.root).flatMap(({ node, definition }) => {
    const isFixture = node.children.some((child) => child.type === 'decorator' && FIXTURE.test(textOf(file.tree, child)))
    const name = definition.children.find(({ field }) => field === 'name')
    return isFixture && name !== undefined ? [textOf(file.tree, name)] : []
  })
}

/** Edits of a fixture and of all that it needs; `null` where one of these is made for a test. */
function widened(file: CuredFile, name: string, scope: string, seen: readonly string[]): readonly CureEdit[] | null {
  const fixture = functionNamed(file, name)
  const decorator = fixture?.node.children.find((child) => child.type === 'decorator' && FIXTURE.test(textOf(file.tree, child)))
  const [, callee = '', given = ''] = decorator === undefined ? [] : (FIXTURE.exec(textOf(file.tree, decorator)) ?? [])
  if (fixture === null || decorator === undefined || seen.includes(name)) return null
  const isWide = /\bscope\s*=/.test(given) && !NARROW.test(given)
  if (isWide) return []
  const needed = fixturesOf(fixture)
    .filter((one) => !LASTING.has(one))
    .map((one) => widened(file, one, scope, [...seen, name]))
  if (needed.some((one) => one === null)) return null
  const others = given.replace(NARROW, '').trim()
  const replacement = `@${callee}(scope="${scope}"${others === '' ? '' : `, ${others}`})`
  return [{ file: file.path, start: decorator.start, end: decorator.end, replacement }, ...needed.flatMap((one) => one ?? [])]
}
