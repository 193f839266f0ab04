import type { SyntaxNode } from '../../../languages/language.ts'
import { textOf, visit } from '../../../languages/syntax.ts'
import type { IntentCase } from '../intent-case.ts'

/** Longer strings are data, not names of options. */
const LONGEST = 30
const NAME = /^[A-Za-z_][\w-]*$/

/** Names of what the test gives to the product: keywords, keys, options of a class, and the words that they are set to. */
export function givenNames({ context, testText }: Pick<IntentCase, 'context' | 'testText'>): readonly string[] {
  const file = context.trees.after.file(context.subject.file)
  if (file === null) return []
  const from = Math.max(0, file.text.indexOf(testText))
  const { syntax, calling } = file.language
  // where keywords name arguments a mapping is data; where nothing else does, mostly options
  const areKeysOptions = calling.namesArgumentsBy === 'objectKeys'
  const found: string[] = []
  const take = (node: SyntaxNode | undefined) => {
    const text = node === undefined ? '' : textOf(file.tree, node).replace(/^(["'`])(.*)\1$/s, '$2')
    if (text.length <= LONGEST && NAME.test(text)) found.push(text)
  }
  visit(file.tree.root, (node) => {
    if (node.start > from + testText.length || node.end < from) return false
    const [keyword, pair] = [syntax.keyword(node), areKeysOptions ? syntax.pair(node) : null]
    for (const part of [keyword?.name, keyword?.value, pair?.key, pair?.value]) take(part)
    if (syntax.is(node, 'shorthand')) take(node)
    for (const option of syntax.classOptions(node)) take(option)
    return true
  })
  return [...new Set(found)]
}
