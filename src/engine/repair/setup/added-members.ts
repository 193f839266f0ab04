import { type MissingMember, missingMembers } from '../../changes/doubles/missing-members.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Declaration, Range, SyntaxNode } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import { namedChildren, textOf } from '../../languages/syntax.ts'
import { itemEdits } from '../values/item-edits.ts'
import type { ValueEdit } from '../values/value-edit.ts'

/** An edit that gives an object of the test a member that it lacks; `member` is its name. */
export type AddedMember = ValueEdit & { readonly member: string }

/**
 * Members for the test's own objects, as their class or module declares them: they take what the real ones take, and do nothing, as nobody
 * asks for what they give.
 */
export function addedMembers(file: SourceFile, trees: Trees): readonly AddedMember[] {
  return missingMembers(file, trees).flatMap((missing) => {
    const edit = editFor(file, missing)
    return edit === null ? [] : [{ ...edit, member: missing.name }]
  })
}

function editFor(file: SourceFile, { name, declaration, double }: MissingMember): ValueEdit | null {
  switch (double.kind) {
    case 'factory':
      return inObject(file, double.object, `${name}: ${double.holder}.fn()`)
    case 'object': {
      const node = nodeAt(file.tree.root, double.range)
      const mock = /\b(\w+)\.fn\(/.exec(textOf(file.tree, double.range))?.[1]
      return node === null
        ? null
        : inObject(file, node, mock === undefined ? file.language.calling.emptyMethod(declaration).join(' ') : `${name}: ${mock}.fn()`)
    }
    case 'class':
      return inClass(file, declaration, double.members)
    default:
      return null
  }
}

function inObject(file: SourceFile, object: SyntaxNode, text: string): ValueEdit | null {
  const items = namedChildren(object)
  const come = new Map([[items.length - 1, [text]]])
  const [edit] = itemEdits({ text: file.text, items, close: object.end - 1 }, { gone: new Set(), come })
  return edit === undefined ? null : { file: file.path, ...edit }
}

/** Below the last of its methods, as that is laid out. */
function inClass(file: SourceFile, declaration: Declaration, members: readonly Range[]): ValueEdit | null {
  const own = file.declarations().filter(({ nameRange }) => members.some(({ start }) => start === nameRange.start))
  const last = own.at(-1)
  if (last === undefined || file.text.includes('\r\n')) return null
  const indent = /^[ \t]*/.exec(file.text.slice(file.text.lastIndexOf('\n', last.start - 1) + 1))?.[0] ?? ''
  const lines = file.language.calling.emptyMethod(declaration)
  const text = `\n\n${lines.map((line) => indent + line).join('\n')}`
  return { file: file.path, range: { start: last.end, end: last.end }, replacement: text, value: { before: '', after: text.trim() } }
}
