/** The literal parts of a title in the source; the text between two of them is only known at run time. */
export type Title = readonly string[]

/** What a framework may run as one test, or as the rows of one: a function, or a call with a title and a function. */
export type TestBlock = {
  /** From the outermost class or describe to its own. */
  readonly titles: readonly Title[]
  /** Its own text with its decorators, before it what around it decides whether it runs: equal texts are an untouched test. */
  readonly text: string
}
