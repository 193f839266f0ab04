import { indentationAt, lineBreakOf, type Markers, tagOf } from '../facets/markers.ts'
import { fieldOf, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { type ScriptTest, scriptTests } from './test-blocks.ts'

type Link = { readonly name: string; readonly end: number }

/** Members behind which `.skip` may stand in both Jest and Vitest. */
const MODES: readonly string[] = ['concurrent', 'sequential']
const TABLES: readonly string[] = ['each', 'for']

/**
 * `.skip` of Jest and Vitest. Their `failing` and `fails` want the test to fail: a flaky one that passes would turn the run red. So a marked
 * test does not run here, which is said where it is marked.
 */
export const scriptMarkers: Markers = {
  mark(tree, titles, { id, reason }) {
    const found = scriptTests(tree).filter((test) => isMeant(test, titles))
    const [test, ...others] = found
    if (test === undefined) return refused('no test with this title stands there; it may be made at run time')
    if (others.length > 0) return refused(`${found.length} tests with this title stand there`)
    const [base, ...members] = linksOf(tree, test.callee)
    if (base === undefined || !/^(?:it|test)$/.test(base.name))
      return refused(`it is not opened by it or test, but by ${base?.name ?? 'an expression'}`)
    const odd = members.find(({ name }) => !MODES.includes(name) && !TABLES.includes(name))
    if (odd !== undefined) return refused(`it is marked with .${odd.name} already`)
    const indentation = indentationAt(tree.text, test.node.start)
    if (indentation === null) return refused('it does not begin on a line of its own')
    const at = [base, ...members].findLast(({ name }) => !TABLES.includes(name))?.end ?? base.end
    const comment = `// ${reason} ${tagOf(id)}`
    return {
      outcome: 'marked',
      edits: [
        { range: { start: test.node.start, end: test.node.start }, replacement: `${comment}${lineBreakOf(tree.text)}${indentation}` },
        { range: { start: at, end: at }, replacement: '.skip' },
      ],
      marker: `${comment}${lineBreakOf(tree.text)}${base.name}.skip`,
      isWhole: members.some(({ name }) => TABLES.includes(name)) || ownTitle(test).length > 1,
    }
  },
  unmark(tree, id) {
    const at = tree.text.indexOf(tagOf(id))
    if (at < 0) return { outcome: 'gone' }
    const start = tree.text.lastIndexOf('\n', at) + 1
    const end = tree.text.indexOf('\n', at) + 1
    const isOwnLine = end > 0 && /^\s*\/\/ [^\n]*\r?$/.test(tree.text.slice(start, end - 1))
    const test = scriptTests(tree).find(({ node }) => node.start >= end && tree.text.slice(end, node.start).trim() === '')
    const links = test === undefined ? [] : linksOf(tree, test.callee)
    const skip = links.findIndex(({ name }) => name === 'skip')
    const [before, mark] = [links[skip - 1], links[skip]]
    if (!isOwnLine || before === undefined || mark === undefined) return refused('its marker is written in another way now')
    return {
      outcome: 'unmarked',
      edits: [
        { range: { start, end }, replacement: '' },
        { range: { start: before.end, end: mark.end }, replacement: '' },
      ],
    }
  },
}

function refused(why: string): { readonly outcome: 'refused'; readonly why: string } {
  return { outcome: 'refused', why }
}

function isMeant({ titles }: ScriptTest, wanted: readonly string[]): boolean {
  return titles.length === wanted.length && titles.every((title, index) => fits(title, wanted[index] ?? ''))
}

/** A title whose parts are only known at run time fits what has the known ones in their order. */
function fits(title: readonly string[], text: string): boolean {
  const [first = '', ...rest] = title
  if (rest.length === 0) return text === first
  const last = rest.at(-1) ?? ''
  if (!text.startsWith(first) || !text.endsWith(last) || title.every((part) => part.trim() === '')) return false
  let at = first.length
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at + last.length <= text.length
}

function ownTitle({ titles }: ScriptTest): readonly string[] {
  return titles.at(-1) ?? []
}

/** `it.concurrent.each(…)` → it, concurrent, each: each with the place where it ends. */
function linksOf(tree: SyntaxTree, callee: SyntaxNode): readonly Link[] {
  if (callee.type === 'call_expression') {
    const inner = fieldOf(callee, 'function')
    return inner === undefined ? [] : linksOf(tree, inner)
  }
  if (callee.type === 'identifier') return [{ name: textOf(tree, callee), end: callee.end }]
  const [object, property] = [fieldOf(callee, 'object'), fieldOf(callee, 'property')]
  if (callee.type !== 'member_expression' || object === undefined || property === undefined) return []
  const before = linksOf(tree, object)
  return before.length === 0 ? [] : [...before, { name: textOf(tree, property), end: property.end }]
}
