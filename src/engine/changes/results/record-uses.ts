import type { Range, SyntaxNode } from '../../languages/language.ts'
import { namedChildren, textOf, visit } from '../../languages/syntax.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { type Held, heldResult } from './held-results.ts'
import type { RecordResult } from './record-result.ts'
import { type Unpacking, unpackingAt, usesIn } from './unpackings.ts'

/**
 * One place that takes a result apart by places. `part`: `result[1]`. `unpack`: `a, b = result`, with every later use of these names.
 * `whole`: a literal of all values that a result is compared with.
 */
export type RecordUse =
  | { readonly kind: 'part'; readonly node: SyntaxNode; readonly object: SyntaxNode; readonly field: string }
  | { readonly kind: 'unpack'; readonly node: SyntaxNode; readonly scope: Range; readonly parts: readonly UnpackedPart[] }
  | { readonly kind: 'whole'; readonly node: SyntaxNode; readonly items: readonly SyntaxNode[] }
export type UnpackedPart = { readonly name: string; readonly node: SyntaxNode; readonly field: string; readonly uses: readonly Range[] }

/** Why places cannot be followed. */
export type RecordObstacle = 'fields-crossed' | 'name-bound-again' | 'no-such-place'

type Reading = {
  readonly file: SourceFile
  readonly result: RecordResult
  readonly held: (node: SyntaxNode) => Held
}
type Found = RecordUse | RecordObstacle

/** Every place of a file that takes results apart, or the first one that cannot be followed. */
export function recordUses(project: Project, file: SourceFile, result: RecordResult): readonly RecordUse[] | RecordObstacle {
  const reading: Reading = { file, result, held: (node) => heldResult(project, file, node, result.target) }
  const found: Found[] = []
  visit(file.tree.root, (node) => {
    found.push(...partAt(node, reading), ...unpackedAt(node, reading))
    return true
  })
  found.push(...wholes(reading))
  return found.find((one) => typeof one === 'string') ?? found.filter((one) => typeof one !== 'string')
}

function partAt(node: SyntaxNode, { file, result, held }: Reading): readonly Found[] {
  const [object, index] = file.language.syntax.is(node, 'subscript') ? namedChildren(node) : []
  const place = index === undefined ? null : placeOf(file, index, result)
  if (object === undefined || place === null || held(object) !== 'one') return []
  const field = result.fields[place]
  return [field === undefined ? 'no-such-place' : { kind: 'part', node, object, field }]
}

function unpackedAt(node: SyntaxNode, { file, result, held }: Reading): readonly Found[] {
  const found = unpackingAt(node, file, held)
  return found === null ? [] : [unpacked(file, found, result)]
}

function wholes({ file, result, held }: Reading): readonly Found[] {
  const { syntax } = file.language
  return file.language.assertions.find(file.tree).flatMap(({ relation, actual, expected, isNegated }) => {
    if (relation !== 'equal' || isNegated || actual === null || expected === null) return []
    const whole = held(actual)
    const literals = whole === 'one' ? [expected] : whole === 'many' && syntax.is(expected, 'list') ? namedChildren(expected) : []
    return literals.flatMap((node) => {
      const items = namedChildren(node)
      return syntax.is(node, 'severalValues') && items.length === result.fields.length ? [{ kind: 'whole' as const, node, items }] : []
    })
  })
}

/** A place that is written out; `null` where it is not. */
function placeOf({ language, tree }: SourceFile, index: SyntaxNode, { fields }: RecordResult): number | null {
  const literal = language.literals.parse(tree, index)
  if (literal?.kind !== 'integer') return null
  const place = Number(literal.text)
  return place < 0 ? fields.length + place : place
}

function unpacked(file: SourceFile, { target, names, scope }: Unpacking, { fields }: RecordResult): RecordUse | RecordObstacle {
  if (names.length !== fields.length) return 'no-such-place'
  const parts = names.map((name, index): UnpackedPart => {
    const text = textOf(file.tree, name)
    const uses = text === '_' ? [] : usesIn(file, scope, target, text)
    return { name: text, node: name, field: fields[index] ?? '', uses }
  })
  // a name of another field: the values may have changed places
  if (parts.some(({ name, field }) => name !== field && fields.includes(name))) return 'fields-crossed'
  if (parts.some(({ name }) => name !== '_' && isBoundAgain(file, scope, target, name))) return 'name-bound-again'
  return { kind: 'unpack', node: target, scope, parts }
}

/** Another assignment, a parameter or a loop gives the name another value. */
function isBoundAgain(file: SourceFile, scope: SyntaxNode, target: SyntaxNode, name: string): boolean {
  const { syntax } = file.language
  let found = false
  visit(scope, (node) => {
    const bound = [syntax.targetOf(node), syntax.is(node, 'function') ? syntax.parametersOf(node) : undefined]
    for (const one of bound) {
      if (one === undefined || one === target || syntax.is(one, 'member', 'subscript')) continue
      const isBinding = !syntax.is(node, 'binary', 'comparison', 'logic')
      if (isBinding && [one, ...namedChildren(one)].some((leaf) => leaf.children.length === 0 && textOf(file.tree, leaf) === name))
        found = true
    }
    return !found
  })
  return found
}
