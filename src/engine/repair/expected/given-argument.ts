import type { Frame } from '../../../model/runs/test-run.ts'
import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import type { ExpressionOf, SyntaxNode } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import { lineAt } from '../../languages/syntax.ts'

/** An expression of a test file. */
type Place = { readonly file: SourceFile; readonly node: SyntaxNode }

/**
 * What the caller gave for a parameter of a helper, by the frames of the failure: the one call of the helper at the caller's line. `null`
 * where the name is no parameter of a function that the failure went through, or where the call can't be told.
 */
export function givenArgument(
  file: SourceFile,
  { start, end }: SyntaxNode,
  name: string,
  frames: readonly Frame[],
  project: Project,
): Place | null {
  const helper = [...file.declared().values()]
    .flat()
    .filter((one) => one.kind !== 'class' && one.start <= start && end <= one.end)
    .toSorted((one, other) => one.end - one.start - (other.end - other.start))[0]
  const index = helper?.parameters.findIndex((one) => one.name === name) ?? -1
  if (helper === undefined || index < 0) return null
  const [from, to] = [lineAt(file.text, helper.start), lineAt(file.text, helper.end - 1)]
  const inHelper = frames.findLastIndex((frame) => frame.file === file.path && from <= frame.line && frame.line <= to)
  const frame = frames.slice(0, Math.max(inHelper, 0)).findLast((one) => one.file !== null)
  const caller = frame?.file ? project.file(frame.file) : null
  if (frame === undefined || caller === null) return null
  const calls = caller.bindings().calls.filter((call) => isCallOf(call, helper.name) && isAtLine(caller, call, frame.line))
  const [only, ...others] = calls
  if (only === undefined || others.length > 0 || only.arguments.some(({ spread }) => spread !== 'none')) return null
  const given =
    only.arguments.find(({ keyword }) => keyword?.name === name) ?? only.arguments.filter(({ keyword }) => keyword === null)[index]
  const node = given === undefined ? null : nodeAt(caller.tree.root, given.value)
  return node === null ? null : { file: caller, node }
}

function isCallOf({ callee }: ExpressionOf<'call'>, name: string): boolean {
  return (callee.kind === 'name' || callee.kind === 'member') && callee.name === name
}

function isAtLine({ text }: SourceFile, { start, end }: ExpressionOf<'call'>, line: number): boolean {
  return lineAt(text, start) <= line && line <= lineAt(text, end - 1)
}
