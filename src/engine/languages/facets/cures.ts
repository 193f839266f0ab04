import type { FrameworkName } from '../../../model/framework-name.ts'
import type { CureName } from '../../../model/result/flaky-cure.ts'
import type { Bindings, Declaration, Expression, Import } from '../source-names.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

/** One file, as a cure reads it. */
export type CuredFile = {
  readonly path: string
  readonly text: string
  readonly tree: SyntaxTree
  bindings(): Bindings
  declarations(): readonly Declaration[]
  imports(): readonly Import[]
}

/** A test in its file: `node` is all of it, `callable` the function that is run, `body` its block. */
export type CuredTest = { readonly file: CuredFile; readonly node: SyntaxNode; readonly callable: SyntaxNode; readonly body: SyntaxNode }

/** What something is declared as; `isTest` where a file of the tests declares it. */
export type DeclaredSymbol = {
  readonly file: CuredFile
  readonly name: string
  readonly declaration: Declaration
  readonly isTest: boolean
}

/** What a cure is made from. */
export type CureInput = {
  readonly framework: FrameworkName
  readonly test: CuredTest
  /** The test that spoils it, or the one that it needs. */
  readonly other: CuredTest | null
  /** What an experiment changed when it failed: an arm's name; '' for other tests. */
  readonly factor: string
  /** How often it failed as it is, from 0 to 1. */
  readonly failureRate: number
  /** Lines of the test's file at which it failed. */
  readonly lines: readonly number[]
  /** The error came out of the product, and not from an assertion of the test. */
  readonly isRaisedInProduct: boolean
  /** Packages that the project's manifests name. */
  readonly packages: ReadonlySet<string>
  /** A wait may take no longer than the pause that it stands for: what came later was never accepted. */
  readonly isBounded?: true
  /** A day on which it passed, in ISO 8601. */
  readonly day: string
  readonly paths: ReadonlySet<string>
  /** What an expression of a file means, where the repository declares it. */
  declared(file: CuredFile, expression: Expression): DeclaredSymbol | null
  /** How the file of a symbol is imported. */
  moduleOf(path: string): string
  /** Whether a file belongs to the tests. */
  isTestFile(path: string): boolean
  /** Every file of the product that a file loads, itself left out. */
  loadedBy(file: CuredFile): readonly CuredFile[]
}

export type CureEdit = { readonly file: string; readonly start: number; readonly end: number; readonly replacement: string }

/** Why a cure makes no edit, as the reason `not-cured` has it. */
export type NoCureWhy =
  | 'nothing-found'
  | 'not-read'
  | 'product-race'
  | 'product-order'
  | 'product-fails'
  | 'any-draw'
  | 'any-day'
  | 'any-zone'
  | 'no-way-back'
  | 'no-fixtures'
  | 'no-tool'
  | 'side-effects'
  | 'not-importable'

/** `edits`: every way that the text allows, the likeliest first; `why` is a sentence of what they do. `refused`: the fault is in the product, or nothing mechanical helps. */
export type CureFound =
  | { readonly kind: 'edits'; readonly why: string; readonly ways: readonly (readonly CureEdit[])[] }
  | { readonly kind: 'refused'; readonly why: NoCureWhy; readonly what: string }
  | { readonly kind: 'product_state'; readonly what: string; readonly by: string }
  | { readonly kind: 'none' }

/** How the texts of a language's tests are made steady, one function for each cure. */
export type Cures = Readonly<Record<CureName, (input: CureInput) => CureFound>> & {
  /** A test by the classes or titles around it and its own. */
  testAt(file: CuredFile, suite: readonly string[], name: string): CuredTest | null
}
