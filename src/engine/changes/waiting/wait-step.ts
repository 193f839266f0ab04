import type { SyntaxNode } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'

/** A function of the tests that waits now, by its file and node; `null` where the product's own function is waited for. */
export type Waited = { readonly path: string; readonly node: SyntaxNode } | null

/**
 * One place of a test file that has to wait, or to let others wait. `await`: a call is waited for. `run`: an event loop runs for it.
 * `async`: a function becomes asynchronous, with a decorator where its framework needs one. `throws`: a matcher that wanted a function to
 * throw takes a promise that is rejected; `call` is all that the function did, or `null`. `loop`: a list is gone through one by one.
 * `waited`: whose result it is, or which function the step is about.
 */
export type WaitStep = { readonly file: SourceFile; readonly waited: Waited } & (
  | { readonly kind: 'await'; readonly node: SyntaxNode; readonly hasBrackets: boolean }
  | { readonly kind: 'run'; readonly node: SyntaxNode }
  | { readonly kind: 'async'; readonly node: SyntaxNode; readonly decorated: SyntaxNode; readonly decorator: string | null }
  | {
      readonly kind: 'throws'
      /** The call of the matcher, and in it the call of `expect`. */
      readonly node: SyntaxNode
      readonly subject: SyntaxNode
      readonly callable: SyntaxNode
      readonly call: SyntaxNode | null
      readonly isNegated: boolean
    }
  | {
      readonly kind: 'loop'
      /** The statement, what is gone through, the name of an item, and what is done with each. */
      readonly node: SyntaxNode
      readonly list: SyntaxNode
      readonly item: SyntaxNode
      readonly body: SyntaxNode
    }
)

/** Why tests cannot be made to wait. */
export type Obstacle = 'generator' | 'outside-functions' | 'handed-on' | 'nobody-waits'

/** Everything that has to wait in the tests, by file. `obstacles`: files in which something cannot. */
export type WaitPlan = { readonly steps: readonly WaitStep[]; readonly obstacles: ReadonlyMap<string, Obstacle> }

/** What one place needs. `matcher`: what has to be waited for in turn. `helper`: a function of the tests that waits now, so that whoever calls it has to wait as well. */
export type FoundWaits = { readonly steps: readonly WaitStep[]; readonly matcher: SyntaxNode | null; readonly helper: SyntaxNode | null }
