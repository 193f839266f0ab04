import type { FrameworkName } from '../../../../model/framework-name.ts'
import type { CuredFile, CureEdit } from '../../facets/cures.ts'
import type { RepeatedSetup } from '../../facets/speedups.ts'
import { namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { fromFramework } from '../cures/file-lines.ts'
import { codeIn } from '../cures/test-at.ts'
import { scriptSyntax } from '../syntax.ts'

const { is, call } = scriptSyntax
/** What belongs to one test: mocks that are counted, faked clocks. Loading modules anew does not. */
const OF_ONE_TEST = /\b(?:vi|jest)\.(?!resetModules\b|isolateModules\b)\w+|\bmock(?:Clear|Reset|Restore)\b/
const ONCE = { beforeEach: 'beforeAll', afterEach: 'afterAll' } as const

type Hook = { readonly word: SyntaxNode; readonly kind: keyof typeof ONCE; readonly text: string }

/** Hooks that make something before each test, with those that end it; not in files that mix them with hooks of mocks. */
export function repeatedSetups(framework: FrameworkName, file: CuredFile): readonly RepeatedSetup[] {
  const found: RepeatedSetup[] = []
  visit(file.tree.root, (block) => {
    if (block !== file.tree.root && !is(block, 'block')) return true
    const hooks = codeIn(block).flatMap((statement) => hookOf(file, statement) ?? [])
    const begins = hooks.filter(({ kind }) => kind === 'beforeEach')
    const isOfTests = hooks.some(({ text }) => OF_ONE_TEST.test(text))
    if (begins.length > 0 && !isOfTests) found.push({ name: nameOf(begins), isOfFolder: false, edits: onceEdits(framework, file, hooks) })
    return true
  })
  return found
}

function hookOf(file: CuredFile, statement: SyntaxNode): Hook | null {
  const [inner] = is(statement, 'expressionStatement') ? namedChildren(statement) : []
  const parts = inner === undefined ? null : call(inner)
  const word = parts === null ? '' : textOf(file.tree, parts.callee)
  if (parts === null || (word !== 'beforeEach' && word !== 'afterEach')) return null
  return { word: parts.callee, kind: word, text: textOf(file.tree, statement) }
}

function onceEdits(framework: FrameworkName, file: CuredFile, hooks: readonly Hook[]): readonly CureEdit[] {
  const edits = hooks.map(({ word, kind }): CureEdit => ({ file: file.path, start: word.start, end: word.end, replacement: ONCE[kind] }))
  const kinds = [...new Set(hooks.map(({ kind }) => kind))]
  const imports = kinds.flatMap((kind) => {
    const entry = file.imports().find(({ imported, local }) => imported === kind && local === kind)
    const uses = file.text.match(new RegExp(`\\b${kind}\\b`, 'g'))?.length ?? 0
    const isLast = entry !== undefined && uses === 1 + hooks.filter((one) => one.kind === kind).length
    const isThere = file.imports().some(({ local }) => local === ONCE[kind])
    if (entry === undefined || isThere) return []
    if (isLast) return [{ file: file.path, start: entry.item.start, end: entry.item.end, replacement: ONCE[kind] }]
    return fromFramework(file, framework, [ONCE[kind]])
  })
  return [...imports, ...edits]
}

/** What the hooks give a value to. */
function nameOf(begins: readonly Hook[]): string {
  const names = begins.flatMap(({ text }) => [...text.matchAll(/(?:^|[\s{(])(\w+)\s*=[^=>]/g)].map(([, name = '']) => name))
  return [...new Set(names)].slice(0, 3).join(', ') || 'the set-up'
}
