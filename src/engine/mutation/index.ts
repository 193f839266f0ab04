import { languageOf } from '../languages/index.ts'
import type { Declaration, SyntaxTree } from '../languages/language.ts'
import { lineAt, textOf } from '../languages/syntax.ts'
import type { Mutant } from './mutant.ts'
import { argumentsSwapped } from './mutators/arguments-swapped.ts'
import { arithmeticSwapped } from './mutators/arithmetic-swapped.ts'
import { awaitDropped } from './mutators/await-dropped.ts'
import { booleanChanged } from './mutators/boolean-changed.ts'
import { boundaryMoved } from './mutators/boundary-moved.ts'
import { branchRemoved } from './mutators/branch-removed.ts'
import { callDropped } from './mutators/call-dropped.ts'
import { callUnwrapped } from './mutators/call-unwrapped.ts'
import { comparisonNegated } from './mutators/comparison-negated.ts'
import { conditionForced } from './mutators/condition-forced.ts'
import { conditionNegated } from './mutators/condition-negated.ts'
import { defaultChanged } from './mutators/default-changed.ts'
import { exceptionSwapped } from './mutators/exception-swapped.ts'
import { guardDropped } from './mutators/guard-dropped.ts'
import { logicSwapped } from './mutators/logic-swapped.ts'
import { loopExitSwapped } from './mutators/loop-exit-swapped.ts'
import { negationDropped } from './mutators/negation-dropped.ts'
import { numberChanged } from './mutators/number-changed.ts'
import { offByOne } from './mutators/off-by-one.ts'
import { returnDropped } from './mutators/return-dropped.ts'
import { signDropped } from './mutators/sign-dropped.ts'
import { stringChanged } from './mutators/string-changed.ts'
import type { MutationOperator } from './operator.ts'
import { sitesOf } from './sites.ts'

/** Every kind of fault. */
const operators: readonly MutationOperator[] = [
  comparisonNegated,
  boundaryMoved,
  arithmeticSwapped,
  logicSwapped,
  negationDropped,
  signDropped,
  conditionForced,
  conditionNegated,
  numberChanged,
  stringChanged,
  booleanChanged,
  defaultChanged,
  returnDropped,
  callDropped,
  callUnwrapped,
  argumentsSwapped,
  branchRemoved,
  guardDropped,
  loopExitSwapped,
  exceptionSwapped,
  offByOne,
  awaitDropped,
]

export type MutantOptions = {
  /** Only faults that begin on these lines, from 1. */
  readonly lines?: ReadonlySet<number>
  /** Only these kinds, by name. */
  readonly operators?: readonly string[]
}

/**
 * Every small fault that a source file could have, by place and then by kind: the same ones in the same order each time.
 * Each still parses and differs from the original. Empty for a file that does not parse, or is of no known language.
 */
export function mutants(path: string, tree: SyntaxTree, options: MutantOptions = {}): readonly Mutant[] {
  return mutantsOf(
    operators.filter(({ name }) => options.operators?.includes(name) ?? true),
    path,
    tree,
    options,
  )
}

/** The same for kinds of fault that the caller brings. */
export function mutantsOf(
  chosen: readonly MutationOperator[],
  path: string,
  tree: SyntaxTree,
  options: Pick<MutantOptions, 'lines'> = {},
): readonly Mutant[] {
  const language = languageOf(path)
  if (language === null || tree.errors.length > 0) return []
  const declarations = language.declarations(tree)
  const seen = new Set<string>()
  return sitesOf(tree, language).flatMap((site) =>
    chosen.flatMap(({ name, description, replacements }) =>
      replacements(site).flatMap(({ start, end, replacement }): readonly Mutant[] => {
        const original = textOf(tree, { start, end })
        const key = `${start}:${end}:${replacement}`
        const line = start === site.node.start ? site.node.line : lineAt(tree.text, start)
        if (original === replacement || seen.has(key) || options.lines?.has(line) === false) return []
        seen.add(key)
        return [{ operator: name, file: path, start, end, original, replacement, line, symbol: symbolAt(declarations, start), description }]
      }),
    ),
  )
}

function symbolAt(declarations: readonly Declaration[], offset: number): string | null {
  const around = declarations.filter(({ start, end }) => start <= offset && offset < end)
  const [innermost] = around.toSorted((a, b) => a.end - a.start - (b.end - b.start))
  return innermost?.qualifiedName ?? null
}
