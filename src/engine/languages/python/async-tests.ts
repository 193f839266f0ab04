import type { TestForm } from '../facets/waiting.ts'
import { fieldOf, textOf, visit } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { pythonSyntax } from './syntax.ts'

const MARK = /\b(?:asyncio|anyio|trio)\b/
const ASYNC_CASE = /\bIsolatedAsyncioTestCase\b/
const UNITTEST_CASE = /TestCase$/

/** The decorator of each asynchronous test of a file that says so; '' where the tests need none. */
export function pythonAsyncTests(tree: SyntaxTree): readonly string[] {
  const found: string[] = []
  const read = (node: SyntaxNode, path: readonly SyntaxNode[]): void => {
    const name = fieldOf(node, 'name')
    if (node.type === 'function_definition' && name !== undefined && pythonSyntax.isAsync(node) && /^test/.test(textOf(tree, name))) {
      const own = decorators(tree, path.at(-1)).find((one) => MARK.test(one))
      if (own !== undefined) found.push(own)
      else if (!around(tree, path).some((text) => MARK.test(text) || UNITTEST_CASE.test(text))) found.push('')
      return
    }
    for (const child of node.children) read(child, [...path, node])
  }
  read(tree.root, [])
  return found
}

/** How a test function may wait, beside tests that are run in these ways. */
export function pythonTestForm(tree: SyntaxTree, path: readonly SyntaxNode[], seen: readonly string[]): TestForm {
  const texts = [...decorators(tree, path.at(-2)), ...around(tree, path.slice(0, -1))]
  if (texts.some((text) => MARK.test(text) || ASYNC_CASE.test(text))) return { kind: 'plain' }
  if (texts.some((text) => UNITTEST_CASE.test(text)) || seen.length === 0) return { kind: 'run' }
  const counts = Map.groupBy(seen, (decorator) => decorator)
  const [decorator = ''] = [...counts.keys()].toSorted((one, other) => (counts.get(other)?.length ?? 0) - (counts.get(one)?.length ?? 0))
  return decorator === '' ? { kind: 'plain' } : { kind: 'marked', decorator }
}

function decorators(tree: SyntaxTree, node: SyntaxNode | undefined): readonly string[] {
  return (node?.type === 'decorated_definition' ? node.children : []).flatMap((one) =>
    one.type === 'decorator' ? [textOf(tree, one).replace(/^@\s*/, '').trim()] : [],
  )
}

/** The marks of the module, and the marks and superclasses of the classes around. */
function around(tree: SyntaxTree, path: readonly SyntaxNode[]): readonly string[] {
  const marks: string[] = []
  visit(tree.root, (node) => {
    const target = node.type === 'assignment' ? fieldOf(node, 'left') : undefined
    if (target !== undefined && textOf(tree, target) === 'pytestmark') marks.push(textOf(tree, node))
    return node.type === 'module' || node.type === 'expression_statement'
  })
  const classes = path.flatMap((node) => [...decorators(tree, node), ...(node.type === 'class_definition' ? bases(tree, node) : [])])
  return [...marks, ...classes]
}

function bases(tree: SyntaxTree, node: SyntaxNode): readonly string[] {
  const list = fieldOf(node, 'superclasses')
  return (list?.children ?? []).flatMap((one) => (one.named ? [textOf(tree, one)] : []))
}
