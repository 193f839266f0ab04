import type { Range, SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

/** What mutation needs to write small faults that still parse. */
export type Faults = {
  /** A statement that does nothing. */
  readonly emptyStatement: string
  /** What a function gives back that gives nothing back. */
  readonly nothing: string
  readonly booleans: readonly [yes: string, no: string]
  /** The opposite of a condition, given as its text. */
  negated(condition: string): string
  /** The comparison operator that asks for the opposite, single spaces inside; `null` when there is none. */
  oppositeOf(operator: string): string | null
  /** The name of the class in `raise X(…)` or `throw new X(…)`, at such a statement. */
  thrownClass(statement: SyntaxNode): SyntaxNode | null
  /** A different error class for this one; `null` if it is not an error class. */
  otherError(name: string): string | null
  /** What a branch or a conditional expression asks, without brackets; loops are left alone, they might never end. */
  conditionOf(node: SyntaxNode): SyntaxNode | undefined
  /** What an `if` runs when it holds, and what it runs else. */
  branchesOf(node: SyntaxNode): { readonly whenTrue: SyntaxNode | undefined; readonly whenFalse: SyntaxNode | undefined }
  /** The operand of a unary operator. */
  operandOf(node: SyntaxNode): SyntaxNode | undefined
  /** The operators of an expression: a comparison may have several. */
  operatorsOf(node: SyntaxNode): readonly SyntaxNode[]
  /** The indexes in `a[…]`. */
  indexesOf(node: SyntaxNode): readonly SyntaxNode[]
  /** Whether a node runs nothing or only names things: imports, types, comments, keys, facts about the module. */
  isInert(node: SyntaxNode, parent: SyntaxNode, textOf: (range: Range) => string): boolean
  /** Whether a call under this node may be replaced by its argument: its value is used, and the result parses. */
  mayUnwrapUnder(parent: SyntaxNode): boolean
  /** How many mutants are judged in one run; `null` where whatever runs the tests puts them into living functions itself. */
  readonly switched: MutantSwitch | null
}

/** A mutant as it is switched: `index` is its number; `isDefault` where its range is the value of a parameter that nothing is passed for. */
export type SwitchedMutant = Range & { readonly index: number; readonly replacement: string; readonly isDefault: boolean }

/** A program in which mutants can be switched on; `groups`: the function around each mutant that can. */
export type MutantSwitch = (
  tree: SyntaxTree,
  mutants: readonly SwitchedMutant[],
) => { readonly text: string; readonly groups: ReadonlyMap<number, string> }
