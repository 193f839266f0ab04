import type { Waiting } from '../facets/waiting.ts'
import { fieldOf, textOf } from '../syntax.ts'
import { pythonAsyncTests, pythonTestForm } from './async-tests.ts'
import { pythonSyntax } from './syntax.ts'

export const pythonWaiting: Waiting = {
  asyncAt: ({ start }) => start,
  wholeOf: (path) => (path.at(-2)?.type === 'decorated_definition' ? path.at(-2) : path.at(-1)),
  // `async def` promises it without a word
  promisedType: (type) => type,
  roleOf(tree, path) {
    const callable = path.at(-1)
    const name = callable === undefined ? undefined : fieldOf(callable, 'name')
    if (callable?.type !== 'function_definition' || name === undefined) return 'other'
    const isInner = path.slice(0, -1).some((node) => pythonSyntax.is(node, 'function'))
    const inClass = path.some((node) => pythonSyntax.is(node, 'class'))
    if (isInner) return 'other'
    if (/^test/.test(textOf(tree, name))) return 'runs'
    const isFixture = path.at(-2)?.children.some((one) => one.type === 'decorator' && /fixture/.test(textOf(tree, one))) === true
    return isFixture || inClass ? 'other' : 'named'
  },
  asyncTests: pythonAsyncTests,
  testForm: pythonTestForm,
  needsBrackets(parent, child) {
    const { is, call } = pythonSyntax
    return is(parent, 'call') ? call(parent)?.callee === child : is(parent, 'member', 'subscript', 'listSpread')
  },
  runner: { module: 'asyncio', call: 'asyncio.run' },
}
