import type { CuredFile } from '../../facets/cures.ts'
import { textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonSyntax } from '../syntax.ts'

const { is, call, calleeName } = pythonSyntax

/** Words for what a call changes: asked twice it may answer otherwise. */
const CHANGES =
  /^(?:pop|popleft|popitem|next|send|put|push|append|add|remove|discard|delete|clear|write|writelines|post|patch|update|insert|extend|increment|decrement|acquire|release|start|stop|run|join|recv|receive|consume|read|readline|readlines|get_nowait|accept|connect|close|commit|flush|execute|create|set|register|submit|reset|seek|shuffle|choice|randint|random|uuid4)(?:_|$)/

/** Whether a condition can be asked any number of times: it reads names and parts, and calls nothing that changes something by its name. */
export function isAskedAgain(file: CuredFile, condition: SyntaxNode): boolean {
  let isReading = true
  visit(condition, (node) => {
    if (is(node, 'await', 'generator') || node.type === 'named_expression' || node.type === 'yield') isReading = false
    const parts = is(node, 'call') ? call(node) : null
    const name = parts === null ? null : calleeName(parts.callee)
    if (parts !== null && (name === null || CHANGES.test(textOf(file.tree, name)))) isReading = false
    // a queue gives what it is asked for away
    if (name !== null && textOf(file.tree, name) === 'get' && /queue|inbox|mailbox/i.test(textOf(file.tree, node))) isReading = false
    return isReading
  })
  return isReading
}
