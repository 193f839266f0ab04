import type { SyntaxNode } from '../../../languages/language.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../../languages/syntax.ts'
import type { IntentCase } from '../intent-case.ts'

/** Longer strings are data, not names of options. */
const LONGEST = 30
const NAME = /^[A-Za-z_][\w-]*$/

/** Names of what the test gives to the product: keywords, keys, options of a class, and the words that they are set to. */
export function givenNames({ context, testText }: Pick<IntentCase, 'context' | 'testText'>): readonly string[] {
  const file = context.trees.after.file(context.subject.file)
  if (file === null) return []
  const from = Math.max(0, file.text.indexOf(testText))
  const found: string[] = []
  const take = (node: SyntaxNode | undefined) => {
    const text = node === undefined ? '' : textOf(file.tree, node).replace(/^(["'`])(.*)\1$/s, '$2')
    if (text.length <= LONGEST && NAME.test(text)) found.push(text)
  }
  visit(file.tree.root, (node) => {
    if (node.start > from + testText.length || node.end < from) return false
    if (node.type === 'keyword_argument') [fieldOf(node, 'name'), fieldOf(node, 'value')].forEach(take)
    // a mapping of Python is data; of JavaScript, where nothing else names an argument, mostly options
    if (node.type === 'pair' && file.language.name === 'typescript') [fieldOf(node, 'key'), fieldOf(node, 'value')].forEach(take)
    if (node.type === 'shorthand_property_identifier') take(node)
    if (node.type === 'class_definition') optionsOf(node).forEach(take)
    return true
  })
  return [...new Set(found)]
}

/** What a class of the test sets in its body: `class Meta: many = True`. */
function optionsOf(node: SyntaxNode): readonly (SyntaxNode | undefined)[] {
  const body = fieldOf(node, 'body')
  return (body ? namedChildren(body) : []).flatMap((statement) => {
    const [only] = statement.type === 'expression_statement' ? namedChildren(statement) : [statement]
    return only?.type === 'assignment' ? [fieldOf(only, 'left')] : []
  })
}
