import type { Declaration, Range, SyntaxNode } from '../languages/language.ts'
import type { Parsers } from '../languages/parsers.ts'
import { branchUnit, changedConditionUnit, choiceUnit, elseUnit } from './branch-units.ts'
import type { FreshCode } from './fresh-code.ts'
import { keyUnit } from './key-units.ts'
import { areNotTold } from './left-out.ts'
import { newFunctionUnit, parameterUnits } from './parameter-units.ts'
import { isAllNew, languageIn, type Spot, usesGiven } from './spot.ts'
import { statementUnit } from './statement-units.ts'
import type { NotTold, Unit } from './unit.ts'

/** `locals` are the names of new parameters of functions within. */
type FoundUnits = { readonly units: readonly Unit[]; readonly leftOut: readonly NotTold[]; readonly locals: readonly string[] }
/** What a node is by itself, and the children in which there may be more. */
type Read = { readonly units: readonly Unit[]; readonly rest: readonly SyntaxNode[] }

const NOTHING: FoundUnits = { units: [], leftOut: [], locals: [] }

/** What the new code of one file declares, outermost first: what stands within something new belongs to it. */
export function declaredUnits(code: FreshCode, parsers: Parsers): FoundUnits {
  const { root } = code.source.tree
  return below({ code, parsers, owner: null, isModuleLevel: true, given: new Set() }, root.children, root)
}

function below(reading: Spot, children: readonly SyntaxNode[], parent: SyntaxNode): FoundUnits {
  const all = children.map((child) => walk(reading, child, parent))
  return {
    units: all.flatMap(({ units }) => units),
    leftOut: all.flatMap(({ leftOut }) => leftOut),
    locals: all.flatMap(({ locals }) => locals),
  }
}

function walk(around: Spot, node: SyntaxNode, parent: SyntaxNode): FoundUnits {
  const { code } = around
  const { source } = code
  const { syntax, faults } = languageIn(around)
  const textOf = ({ start, end }: Range) => source.text.slice(start, end)
  const isInert = !syntax.is(node, 'pair') && faults.isInert(node, parent, textOf)
  if (isInert || code.runsIn(node).length === 0 || syntax.isDocstring(node)) return NOTHING
  const silent = areNotTold(node, source.language, textOf)
  if (silent !== null) return { ...NOTHING, leftOut: [{ file: source.path, line: node.line, reason: silent }] }
  const declaration = declaredAt(around, node)
  const reading: Spot = { ...around, owner: declaration?.qualifiedName ?? around.owner ?? variableAt(around, node) }
  if (syntax.is(node, 'function')) return functionAt({ ...reading, isModuleLevel: false }, node, declaration)
  const read = choiceAt(reading, node, parent) ?? conditionAt(reading, node) ?? keyAt(reading, node, parent)
  if (read !== null) {
    const more = below(reading, read.rest, node)
    return { ...more, units: [...read.units, ...more.units] }
  }
  return isStatement(reading, parent) ? statementAt(reading, node) : below(reading, node.children, node)
}

function declaredAt(reading: Spot, node: SyntaxNode): Declaration | undefined {
  const { syntax } = languageIn(reading)
  const body = syntax.is(node, 'function', 'class') ? syntax.bodyOf(node) : undefined
  if (body === undefined) return undefined
  return reading.code.source.declarations().find((one) => one.body?.start === body.start && one.body.end === body.end)
}

/** The variable of the module whose value a node is, or is in. */
function variableAt({ code }: Spot, node: SyntaxNode): string | null {
  const around = code.source.declarations().filter(({ kind, start, end }) => kind === 'variable' && start <= node.start && node.end <= end)
  return around[0]?.qualifiedName ?? null
}

function functionAt(reading: Spot, node: SyntaxNode, declaration: Declaration | undefined): FoundUnits {
  const fresh = declaration === undefined ? null : newFunctionUnit(reading, node, declaration)
  if (fresh !== null) return { ...NOTHING, units: [fresh] }
  const { units, locals } = parameterUnits(reading, node)
  const inner = below({ ...reading, given: new Set([...reading.given, ...locals]) }, node.children, node)
  return { ...inner, units: [...units, ...inner.units], locals: [...locals, ...inner.locals] }
}

function choiceAt(reading: Spot, node: SyntaxNode, parent: SyntaxNode): Read | null {
  const { syntax } = languageIn(reading)
  const unit = syntax.is(node, 'case') ? choiceUnit(reading, node, parent) : syntax.is(node, 'alternative') ? elseUnit(reading, node) : null
  return unit === null ? null : { units: [unit], rest: [] }
}

function conditionAt(reading: Spot, node: SyntaxNode): Read | null {
  const { syntax, faults } = languageIn(reading)
  const condition = syntax.is(node, 'conditional') ? undefined : faults.conditionOf(node)
  if (condition === undefined) return null
  const { whenTrue, whenFalse } = faults.branchesOf(node)
  const branch = branchUnit(reading, node)
  const isGiven = usesGiven(reading, condition)
  // what hangs on it besides its own body may be a branch of its own
  const others = node.children.filter((child) => child !== whenTrue && (child === whenFalse || syntax.is(child, 'alternative')))
  if (branch !== null) return { units: isGiven ? [] : [branch], rest: others }
  const changed = changedConditionUnit(reading, node)
  return changed === null ? null : { units: isGiven ? [] : [changed], rest: node.children.filter((child) => child !== condition) }
}

function keyAt(reading: Spot, node: SyntaxNode, parent: SyntaxNode): Read | null {
  const { syntax } = languageIn(reading)
  const unit = syntax.is(node, 'pair', 'shorthand') && syntax.is(parent, 'object') ? keyUnit(reading, node, parent) : null
  return unit === null ? null : { units: usesGiven(reading, node) ? [] : [unit], rest: [] }
}

function statementAt(reading: Spot, node: SyntaxNode): FoundUnits {
  const whole = isAllNew(reading, node) && holdsBlock(reading, node) ? statementUnit(reading, node, []) : null
  if (whole !== null) return { ...NOTHING, units: [whole] }
  const inner = below(reading, node.children, node)
  const isOthers = inner.leftOut.length > 0 || usesGiven({ ...reading, given: new Set([...reading.given, ...inner.locals]) }, node)
  const own = holdsBlock(reading, node) || isOthers ? null : statementUnit(reading, node, inner.units)
  return own === null ? inner : { ...inner, units: [...inner.units, own] }
}

function holdsBlock(reading: Spot, node: SyntaxNode): boolean {
  return languageIn(reading).syntax.is(node, 'block') || node.children.some((child) => holdsBlock(reading, child))
}

/** Whether what stands directly in a node is a statement. */
function isStatement(reading: Spot, parent: SyntaxNode): boolean {
  const { source } = reading.code
  const { syntax } = source.language
  const isClassBody = source.declarations().some(({ kind, node }) => kind === 'class' && syntax.bodyOf(node) === parent)
  return parent === source.tree.root || syntax.is(parent, 'block') || isClassBody
}
