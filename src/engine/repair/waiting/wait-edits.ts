import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { WaitStep } from '../../changes/waiting/wait-step.ts'
import { textOf } from '../../languages/syntax.ts'
import { mergedInsertions } from './merged-insertions.ts'
import { neededImports } from './needed-imports.ts'

/** The edits of one file that make it wait in all of these places. */
export function waitEdits(steps: readonly WaitStep[]): readonly TextEdit[] {
  return [...mergedInsertions(steps.flatMap(editsOf)), ...neededImports(steps)]
}

function editsOf(step: WaitStep): readonly TextEdit[] {
  const { file, node } = step
  switch (step.kind) {
    case 'await':
      return step.hasBrackets ? [insert(node.start, '(await ', node.end), insert(node.end, ')')] : [insert(node.start, 'await ', node.end)]
    case 'run':
      return [insert(node.start, `${file.language.waiting.runner?.call}(`, node.end), insert(node.end, ')')]
    case 'async':
      return asyncEdits(step)
    case 'throws': {
      const { subject, callable, call, isNegated } = step
      const bare = call === null ? [] : [cut(callable.start, call.start), cut(call.end, callable.end)]
      return [insert(node.start, 'await ', node.end), ...bare, insert(subject.end, isNegated ? '.resolves' : '.rejects')]
    }
    case 'loop': {
      const { list, item, body } = step
      const isBlock = file.language.syntax.is(body, 'block')
      const ending = !isBlock && file.text[node.end - 1] === ';' ? ';' : ''
      return [
        insert(list.start, `for (const ${textOf(file.tree, item)} of `, node.end),
        { start: list.end, end: body.start, replacement: ') ' },
        { start: body.end, end: node.end, replacement: ending },
      ]
    }
  }
}

function asyncEdits({ file, node, decorated, decorator }: Extract<WaitStep, { kind: 'async' }>): readonly TextEdit[] {
  const { syntax, waiting } = file.language
  const type = syntax.resultTypeOf(node)
  const written = type === undefined ? '' : textOf(file.tree, type)
  const bare = written.replace(/^:\s*/, '')
  const promised = waiting.promisedType(bare)
  const lineStart = file.text.lastIndexOf('\n', decorated.start - 1) + 1
  const line =
    decorator === null ? [] : [insert(decorated.start, `@${decorator}${newline(file.text)}${file.text.slice(lineStart, decorated.start)}`)]
  const typed = type === undefined || promised === bare ? [] : [{ start: type.end - bare.length, end: type.end, replacement: promised }]
  return [...line, insert(waiting.asyncAt(node), 'async '), ...typed]
}

/** `until`: where what it is put before ends, which says which of two insertions at one place is the outer one. */
function insert(at: number, replacement: string, until = at): TextEdit & { readonly until: number } {
  return { start: at, end: at, replacement, until }
}

function cut(start: number, end: number): TextEdit {
  return { start, end, replacement: '' }
}

function newline(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
