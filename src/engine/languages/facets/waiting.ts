import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

/**
 * What becomes of a function of a test file, as far as it can wait. `runs`: the framework runs it and waits for it. `named`: it is called
 * by its name. `throws`: it is given to a matcher that wants it to throw. `each`: it is called for each item of a list, one after the
 * other, and nobody waits. `other`: nobody knows who calls it.
 */
export type FunctionRole = 'runs' | 'named' | 'throws' | 'each' | 'other'

/** How a test may wait: as an asynchronous function, as one with this decorator, or by running an event loop for each result. */
export type TestForm = { readonly kind: 'plain' | 'run' } | { readonly kind: 'marked'; readonly decorator: string }

/** How tests of a language wait for what is asynchronous. A path leads from the root to a function, which is its last node. */
export type Waiting = {
  /** Where the word `async` is put to make a function asynchronous. */
  asyncAt(callable: SyntaxNode): number
  /** The function with what decorates it. */
  wholeOf(path: readonly SyntaxNode[]): SyntaxNode | undefined
  /** The text of a result's type, once it is waited for. */
  promisedType(type: string): string
  roleOf(tree: SyntaxTree, path: readonly SyntaxNode[]): FunctionRole
  /** How the asynchronous tests of a file are known as such, one entry each: by a decorator, or '' where they need none. */
  asyncTests(tree: SyntaxTree): readonly string[]
  /** `seen` are those entries of all files of the project. */
  testForm(tree: SyntaxTree, path: readonly SyntaxNode[], seen: readonly string[]): TestForm
  /** Whether a result that was waited for needs brackets of its own before something is read from it here. */
  needsBrackets(parent: SyntaxNode, child: SyntaxNode): boolean
  /** How an event loop is run for one result in a function that does not wait; `null` where nothing does that. */
  readonly runner: { readonly module: string; readonly call: string } | null
}
