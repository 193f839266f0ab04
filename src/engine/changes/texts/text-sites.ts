import type { ContractChange } from '../../../model/contract-change.ts'
import type { Range, SyntaxNode } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { escapeRegExp } from '../../languages/whole-word.ts'
import type { SourceFile } from '../resolve/project.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import type { Trees } from '../uses/use-site.ts'
import { type NameUse, nameUses } from './name-uses.ts'

/**
 * One place of a test that names something by a text which the product exchanged, and what stands there then. `passed`: the test hands it to
 * the product (an argument of one of its functions, a variable of the environment), so that it is only the way in. `expected`: the test asks
 * what came out for it, or compares with it: that is what the test expects. `unclear`: it stands in data of the test, in an argument of a
 * helper or in a table, and only a person can say which of the two it is.
 */
export type TextSite = Range & {
  readonly replacement: string
  readonly part: 'passed' | 'expected' | 'unclear'
  readonly line: number
  readonly file: string
  /** What was there. */
  readonly text: string
  /** The leaf of the syntax tree that holds it; perhaps more than it. */
  readonly leaf: Range
}

/** Calls that set a variable of the environment for the product. */
const SETS_VARIABLE = /^(?:setenv|delenv|stubEnv)$/
/** Calls that compare: matchers, and the assertions of a mock. */
const ASSERTS = /^(?:to[A-Z]\w*|assert\w*)$/

/** Whether a change exchanges a text that names something. */
export function isTextRename({ kind }: Pick<ContractChange, 'kind'>): boolean {
  return kind === 'text_renamed' || kind === 'likely_text_renamed'
}

/** Every place of a test file that says the old text; `null` where one of them cannot be written, or its object has the new name already. */
export function textSites({ before: old, after: now }: ContractChange, file: SourceFile, trees: Trees): readonly TextSite[] | null {
  if (!file.text.includes(old)) return []
  const uses = nameUses(file)
  const partOf = partReader(file, trees)
  const sites: TextSite[] = []
  for (const use of uses.filter((one) => one.text === old && !isParameter(one, file, trees))) {
    const replacement = writtenAs(use, now, file)
    if (replacement === null || hasNewKey(use, now, file)) return null
    sites.push(siteOf(file, use, use.leaf, replacement, partOf(use)))
  }
  // a key in data that is written as a text
  const quoted = new RegExp(`(?<=(["']))${escapeRegExp(old)}(?=\\1\\s*:)`, 'g')
  const inTexts = uses.flatMap((use) =>
    use.form === 'string' && use.text !== old
      ? [...use.text.matchAll(quoted)].map(({ index }) => {
          const start = use.start + index
          return siteOf(file, { start, end: start + old.length }, use.leaf, now, partOf(use))
        })
      : [],
  )
  return [...sites, ...inTexts]
}

function siteOf(file: SourceFile, { start, end }: Range, leaf: Range, replacement: string, part: TextSite['part']): TextSite {
  return { file: file.path, line: lineAt(file.text, start), text: file.text.slice(start, end), start, end, leaf, replacement, part }
}

/** `null` where the new text is no name that may stand there. */
function writtenAs({ form, token, text }: NameUse, now: string, { language }: SourceFile): string | null {
  const isName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(now)
  switch (form) {
    case 'string':
    case 'flag':
      return now
    case 'key':
      return isName ? now : `'${now}'`
    case 'shorthand':
      return `${isName ? now : `'${now}'`}: ${text}`
    case 'pattern':
      return !isName ? null : language.syntax.is(token, 'shorthandPattern') ? `${now}: ${text}` : now
    default:
      return isName ? now : null
  }
}

/** An object that has both names would lose a value. */
function hasNewKey({ around }: NameUse, now: string, { text, language }: SourceFile): boolean {
  const { is, itemKey, keyword } = language.syntax
  const holder = around.find((node) => is(node, 'object', 'arguments', 'list', 'block'))
  if (holder === undefined || !is(holder, 'object', 'arguments')) return false
  return holder.children.some((item) => {
    const name = itemKey(item)?.name ?? keyword(item)?.name
    return name !== undefined && text.slice(name.start, name.end) === now
  })
}

/** A keyword that is the name of a parameter of what is called: no text but a declaration. */
function isParameter({ form, text, around }: NameUse, file: SourceFile, trees: Trees): boolean {
  const call = form === 'keyword' ? around.find((node) => file.language.syntax.is(node, 'call')) : undefined
  const found = call === undefined ? null : calledAt(call, file, trees)
  const parameters = found === null ? [] : (trees.before.file(found.file)?.declared().get(found.name)?.[0]?.parameters ?? [])
  return parameters.some(({ name }) => name === text)
}

function calledAt({ start, end }: Range, file: SourceFile, { before }: Trees): { readonly file: string; readonly name: string } | null {
  const call = file.bindings().calls.find((one) => one.start === start && one.end === end)
  const found = call === undefined ? null : resolveExpression(before, file, call.callee)
  return found?.kind === 'symbol' || found?.kind === 'instance' ? found : null
}

/** Which part a name has in a test: decided by the innermost thing around it that says so. */
function partReader(file: SourceFile, trees: Trees): (use: NameUse) => TextSite['part'] {
  const { syntax, assertions } = file.language
  const asserted = assertions.find(file.tree)
  const product = new Set(trees.product)
  const at = (node: SyntaxNode | null, { start, end }: SyntaxNode): boolean => node !== null && node.start === start && node.end === end
  const partAt = (node: SyntaxNode, inner: SyntaxNode): TextSite['part'] | null => {
    if (asserted.some(({ expected }) => at(expected, node))) return 'expected'
    const call = syntax.call(node)
    const isGiven = call !== null && call.callee !== inner
    const name = call === null ? null : syntax.calleeName(call.callee)
    const called = name === null ? '' : file.text.slice(name.start, name.end)
    if (isGiven && (SETS_VARIABLE.test(called) || product.has(calledAt(node, file, trees)?.file ?? ''))) return 'passed'
    if ((isGiven && ASSERTS.test(called)) || asserted.some(({ actual }) => at(actual, node))) return 'expected'
    return null
  }
  return (use) => {
    let inner = use.token
    for (const node of [use.token, ...use.around]) {
      const part = partAt(node, inner)
      if (part !== null) return part
      inner = node
    }
    if (isOfEnvironment(use, file)) return 'passed'
    return use.role === 'reads' ? 'expected' : 'unclear'
  }
}

function isOfEnvironment({ form, around: [holder] }: NameUse, { text }: SourceFile): boolean {
  return form === 'variable' || (holder !== undefined && /\benviron(?:\[|\.)/.test(text.slice(holder.start, holder.end)))
}
