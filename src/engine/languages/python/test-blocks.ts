import type { SyntaxNode, SyntaxTree, TestBlock, Title } from '../language.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'

/** Where a walk is: the classes around it, and what is written around it. */
type Place = { readonly titles: readonly Title[]; readonly around: string }

type ClassBlocks = Place & {
  readonly name: string
  /** Simple names of superclasses. */
  readonly bases: readonly string[]
  readonly methods: ReadonlyMap<string, TestBlock>
}

/** Longer chains of classes are machine-made. */
const MOST_ANCESTORS = 10
const BLOCK = /^(?:block|\w+_clause)$/

/** Every function of the module and of its classes; what a class inherits from another one of the file belongs to both. */
export function pythonTestBlocks(tree: SyntaxTree): readonly TestBlock[] {
  const classes: ClassBlocks[] = []
  const own = blocksIn(tree, tree.root, { titles: [], around: '' }, classes)
  const byName = new Map(classes.map((one) => [one.name, one]))
  return [...own, ...classes.flatMap((one) => inheritedBlocks(one, byName))]
}

function blocksIn(tree: SyntaxTree, block: SyntaxNode, place: Place, classes: ClassBlocks[]): readonly TestBlock[] {
  return namedChildren(block).flatMap((node) => {
    const definition = node.type === 'decorated_definition' ? fieldOf(node, 'definition') : node
    if (definition?.type === 'function_definition') return [functionBlock(tree, node, definition, place)]
    if (definition?.type === 'class_definition') return classBlocks(tree, node, definition, place, classes)
    const inner = { ...place, around: `${place.around}${headerOf(tree, node)}\n` }
    if (BLOCK.test(node.type)) return blocksIn(tree, node, inner, classes)
    return namedChildren(node).flatMap((child) => (BLOCK.test(child.type) ? blocksIn(tree, child, inner, classes) : []))
  })
}

/** A compound statement up to its block: its condition, or what it loops over. */
function headerOf(tree: SyntaxTree, node: SyntaxNode): string {
  const block = node.children.find(({ type }) => type === 'block')
  return block === undefined ? node.type : tree.text.slice(node.start, block.start).trim()
}

function functionBlock(tree: SyntaxTree, node: SyntaxNode, definition: SyntaxNode, { titles, around }: Place): TestBlock {
  return { titles: [...titles, [nameOf(tree, definition)]], text: around + textOf(tree, node) }
}

/** The class itself has no text here: what its body says besides its functions is shared by all of them. */
function classBlocks(
  tree: SyntaxTree,
  node: SyntaxNode,
  definition: SyntaxNode,
  place: Place,
  classes: ClassBlocks[],
): readonly TestBlock[] {
  const name = nameOf(tree, definition)
  const body = fieldOf(definition, 'body')
  const superclasses = fieldOf(definition, 'superclasses')
  const header = tree.text.slice(node.start, (body ?? definition).start).trim()
  const inner = { titles: [...place.titles, [name]], around: `${place.around}${header}\n` }
  const blocks = body === undefined ? [] : blocksIn(tree, body, inner, classes)
  const methods = new Map(blocks.filter(({ titles }) => titles.length === inner.titles.length + 1).map((one) => [ownTitle(one), one]))
  const bases = superclasses === undefined ? [] : namedChildren(superclasses).map((base) => textOf(tree, base).split('.').at(-1) ?? '')
  classes.push({ ...inner, name, bases, methods })
  return blocks
}

function inheritedBlocks({ titles, around, bases, methods }: ClassBlocks, byName: ReadonlyMap<string, ClassBlocks>): readonly TestBlock[] {
  const found: TestBlock[] = []
  const known = new Set(methods.keys())
  const seen = new Set<ClassBlocks>()
  const queue = bases.flatMap((base) => byName.get(base) ?? [])
  for (let next = queue.shift(); next !== undefined && seen.size < MOST_ANCESTORS; next = queue.shift()) {
    if (seen.has(next)) continue
    seen.add(next)
    for (const [name, { text }] of next.methods) {
      if (!known.has(name)) found.push({ titles: [...titles, [name]], text: around + text })
      known.add(name)
    }
    queue.push(...next.bases.flatMap((base) => byName.get(base) ?? []))
  }
  return found
}

function ownTitle({ titles }: TestBlock): string {
  return titles.at(-1)?.join('') ?? ''
}

function nameOf(tree: SyntaxTree, definition: SyntaxNode): string {
  const name = fieldOf(definition, 'name')
  return name === undefined ? '' : textOf(tree, name)
}
