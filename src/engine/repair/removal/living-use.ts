import { findFixture } from '../../changes/resolve/find-fixture.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Binding, Expression, ExpressionOf, Range } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'

/** `all`: whatever a local name holds counts, too. `named`: only what stands in the range itself. */
type Reach = 'all' | 'named'

/** Methods of `self` that only say what must hold. */
const OF_THE_TEST_CASE = /^(?:assert\w+|fail|subTest)$/

/**
 * Whether a part of a test uses anything of the repository besides what is gone, or something of which nobody can say what it is: a fixture,
 * a name of the file, an object that was made before. `gone` are the places that use what was removed.
 */
export function hasLivingUse(file: SourceFile, range: Range, gone: readonly Range[], trees: Trees, reach: Reach): boolean {
  const isWithin = (one: Range): boolean => range.start <= one.start && one.end <= range.end
  const isGone = (one: Range): boolean => gone.some(({ start, end }) => start === one.start && end === one.end)
  const { names, memberAccesses, calls, strings } = file.bindings()
  // `module.removed`: the module is only the way to it
  const ways = new Set(memberAccesses.filter(({ nameRange }) => isGone(nameRange)).map(({ start }) => start))
  const isCalled = new Set(calls.filter(isWithin).map(({ callee }) => rootOf(callee)))
  const takers = reach === 'all' ? takersOf(file, calls.filter(isWithin), gone) : new Set<Expression>()
  const isOfTestCase = (at: number): boolean =>
    memberAccesses.some(({ start, object, name }) => start === at && object.kind === 'name' && OF_THE_TEST_CASE.test(name))
  const isLivingName = names.some((one) => {
    if (!isWithin(one) || isGone(one) || ways.has(one.start) || takers.has(one) || one.binding === null) return false
    if (one.binding.kind === 'receiver') return !isOfTestCase(one.start)
    if (reach === 'named' && isLocal(one.binding)) return isCalled.has(one)
    return isLivingBinding(file, one, one.binding, range, trees)
  })
  return isLivingName || strings.filter(isWithin).some(({ value }) => isModulePath(file, value, trees))
}

function isLocal(binding: Binding): boolean {
  return binding.kind === 'variable' || binding.kind === 'local' || binding.kind === 'parameter'
}

function isLivingBinding(file: SourceFile, use: ExpressionOf<'name'>, binding: Binding, range: Range, trees: Trees): boolean {
  switch (binding.kind) {
    case 'import':
      return trees.after.module(binding.import.specifier, file).kind !== 'external'
    case 'parameter':
      return !isOfTable(file, use) && (binding.injected || findFixture(trees.after, file, use.name) !== null)
    case 'variable':
      return (
        binding.opaque || binding.values.some((value) => !isInside(value, range) && value.kind !== 'literal' && value.kind !== 'string')
      )
    case 'local':
      return false
    default:
      return true
  }
}

/** A column of the rows of a test, which stand in its text. */
function isOfTable({ tree, language }: SourceFile, use: Range): boolean {
  const node = nodeAt(tree.root, use)
  return node !== null && language.tables.columnOf(tree, node) !== null
}

function isInside(one: Range, range: Range): boolean {
  return range.start <= one.start && one.end <= range.end
}

/** The name at the beginning of `name.member(…).other`. */
function rootOf(expression: Expression): Expression {
  if (expression.kind === 'member') return rootOf(expression.object)
  return expression.kind === 'call' ? rootOf(expression.callee) : expression
}

/** Names of what is called with something that the removed gave: without that, the call cannot be made. */
function takersOf(file: SourceFile, calls: readonly ExpressionOf<'call'>[], gone: readonly Range[]): ReadonlySet<Expression> {
  const { names } = file.bindings()
  const holdsGone = (range: Range): boolean => gone.some((one) => isInside(one, range))
  const isMadeOfGone = ({ binding }: ExpressionOf<'name'>): boolean =>
    binding?.kind === 'variable' && !binding.opaque && binding.values.length > 0 && binding.values.every(holdsGone)
  const isOfGone = (range: Range): boolean => holdsGone(range) || names.some((one) => isInside(one, range) && isMadeOfGone(one))
  const taking = calls.filter(({ arguments: given }) => given.some(({ value }) => isOfGone(value)))
  return new Set(taking.flatMap(({ callee }) => calledName(callee) ?? []))
}

/** The name at the beginning of `name.member(…)`; `null` where something is called on the way. */
function calledName(callee: Expression): Expression | null {
  if (callee.kind === 'member') return calledName(callee.object)
  return callee.kind === 'name' ? callee : null
}

/** A string by which something is patched or loaded. */
function isModulePath(file: SourceFile, value: string, trees: Trees): boolean {
  if (!/^[\w@./-]+$/.test(value) || !/[./]/.test(value)) return false
  const parts = value.split('.')
  const paths = [value, ...parts.map((_, index) => parts.slice(0, index + 1).join('.')).filter((path) => path.includes('.'))]
  return paths.some((path) => trees.after.resolve(path, file) !== null)
}
