import type { Range, SyntaxNode } from '../../languages/language.ts'
import { fieldOf, textOf } from '../../languages/syntax.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import type { Trees } from '../uses/use-site.ts'

/** What waits for all that it is given, or hands it to the event loop. */
const GATHERS = /^(?:Promise\.(?:all|allSettled|any|race|resolve)|(?:\w+\.)*(?:gather|wait|wait_for|as_completed))$/
const RUNS = /^(?:\w+\.)*(?:run|run_until_complete|create_task|ensure_future|start_soon|run_coroutine_threadsafe)$/
/** Nothing is done with the value here but hand it on. */
const HANDS_ON =
  /^(?:parenthesized_expression|as_expression|satisfies_expression|non_null_expression|array|list|spread_element|list_splat|list_comprehension|generator_expression|arguments|argument_list)$/
const FUNCTION = /^(?:function_definition|function_declaration|function_expression|arrow_function|method_definition|lambda)$/

/** Whether a call of the product waits for what an asynchronous function gives: awaited, followed by `then`, returned by what is asynchronous itself. */
export function isAwaitedAt(file: SourceFile, site: Range): boolean {
  const [call, ...around] = nodesAround(file.tree.root, site)
  for (let [index, inner] = [0, call]; inner !== undefined; inner = around[index++]) {
    const fate = fateIn(file, inner, around.slice(index))
    if (fate !== 'handed on') return fate === 'waited for'
  }
  return false
}

/** What becomes of a value in the innermost of the nodes around it. */
function fateIn(file: SourceFile, inner: SyntaxNode, [node, ...outer]: readonly SyntaxNode[]): 'waited for' | 'left' | 'handed on' {
  if (node === undefined) return 'left'
  const told = (isWaited: boolean) => (isWaited ? 'waited for' : 'left')
  if (/^await(?:_expression)?$/.test(node.type)) return 'waited for'
  if (node.type === 'member_expression') return told(isFollowed(file, node, inner))
  if (/^call(?:_expression)?$/.test(node.type)) return fateInCall(file, node)
  if (/^(?:variable_declarator|assignment)$/.test(node.type)) return told(isWaitedForLater(file, node))
  const isArrow = node.type === 'arrow_function'
  if (node.type === 'return_statement' || FUNCTION.test(node.type)) {
    const made = [node, ...outer].find(({ type }) => FUNCTION.test(type))
    const isAsync = made?.children.some(({ type }) => type === 'async') === true
    // `map(x => load(x))`: what comes of the list decides
    return isArrow && !isAsync ? 'handed on' : told(isAsync)
  }
  return HANDS_ON.test(node.type) ? 'handed on' : 'left'
}

function fateInCall(file: SourceFile, call: SyntaxNode): 'waited for' | 'left' | 'handed on' {
  const callee = calleeOf(file, call)
  if (file.language.name === 'python' && RUNS.test(callee)) return 'waited for'
  return GATHERS.test(callee) || /\.map$/.test(callee) ? 'handed on' : 'left'
}

/** Places that pass the function itself to others, which call it and know of no promise. */
export function passedToOthers(file: SourceFile, { before }: Trees, target: SymbolRef): readonly Range[] {
  return file.bindings().calls.flatMap(({ callee, arguments: given }) => {
    if (callee.kind === 'member' && /^(?:then|catch|finally)$/.test(callee.name)) return []
    return given.flatMap(({ value }) => {
      if (value.kind !== 'name' && value.kind !== 'member') return []
      const found = resolveExpression(before, file, value)
      return found.kind === 'symbol' && found.file === target.file && found.name === target.name ? [value] : []
    })
  })
}

/** The node of a range and all that hold it, innermost first. */
function nodesAround(root: SyntaxNode, { start, end }: Range): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let node: SyntaxNode | undefined = root; node !== undefined; ) {
    found.unshift(node)
    if (node.start === start && node.end === end && /^call/.test(node.type)) break
    node = node.children.find((child) => child.start <= start && end <= child.end)
  }
  return found
}

function calleeOf(file: SourceFile, call: SyntaxNode): string {
  const callee = fieldOf(call, 'function')
  return callee === undefined ? '' : textOf(file.tree, callee).replace(/\s+/g, '')
}

function isFollowed(file: SourceFile, member: SyntaxNode, inner: SyntaxNode): boolean {
  const name = fieldOf(member, 'property')
  return fieldOf(member, 'object') === inner && name !== undefined && /^(?:then|catch|finally)$/.test(textOf(file.tree, name))
}

function isWaitedForLater(file: SourceFile, assignment: SyntaxNode): boolean {
  const target = fieldOf(assignment, 'name') ?? fieldOf(assignment, 'left')
  if (target?.type !== 'identifier') return false
  const name = textOf(file.tree, target).replaceAll('$', '\\$')
  return new RegExp(`\\bawait\\s+${name}(?![\\w$.(])|(?<![\\w$.])${name}\\s*\\.(?:then|catch|finally)\\(`).test(file.text)
}
