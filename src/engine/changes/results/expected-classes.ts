import type { ExpressionOf, Range, SyntaxNode } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'

/** A class that a test expects to be raised; `name` is the part that names it. */
export type ExpectedClass = {
  readonly expression: ExpressionOf<'name'> | ExpressionOf<'member'>
  readonly statement: SyntaxNode
  readonly name: Range
}

/** Classes that the assertions of a file expect to be raised, one by one where an assertion takes several. */
export function expectedClasses(file: SourceFile): readonly ExpectedClass[] {
  const { names, memberAccesses } = file.bindings()
  const inner = (node: SyntaxNode): readonly SyntaxNode[] => (file.language.syntax.is(node, 'severalValues') ? node.children : [node])
  return file.language.assertions.find(file.tree).flatMap(({ relation, expected, statement }) => {
    if (relation !== 'throws' || expected === null) return []
    return inner(expected).flatMap(({ start, end }) => {
      const expression = [...names, ...memberAccesses].find((one) => one.start === start && one.end === end)
      if (expression === undefined) return []
      return [{ expression, statement, name: expression.kind === 'member' ? expression.nameRange : { start, end } }]
    })
  })
}
