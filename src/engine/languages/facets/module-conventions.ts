/** What a language's modules are called, and what belongs to them without being written. */
export type ModuleConventions = {
  /** Whether a file says what modules are called: a manifest, a tool's settings. */
  isSettings(path: string): boolean
  /** Whether a file is the module of its folder. */
  isIndex(path: string): boolean
  /** The specifier of a module inside of another one, where `import name from package` may mean a module; else `null`. */
  submodule(specifier: string, name: string): string | null
  /** Whether a file that imports a name and lets others import it from there means to: in some languages every import does that. */
  handsOnByIntent(path: string): boolean
  /** Names that a star import leaves out. */
  isPrivate(name: string): boolean
  /** A star import brings names into the scope of the file, not only into its exports. */
  readonly starsBindNames: boolean
  /** What `moduleOf` gives can be written in an import. */
  readonly moduleNamesAreSpecifiers: boolean
  /** An import without a name of its own makes the module readable under its whole path: `import a.b` for `a.b.c()`. */
  readonly readsByPath: boolean
  /** How a string names a module to patch or load it: as imports do, or as a dotted path that may go on to a member. */
  readonly namedInStringsBy: 'specifier' | 'dottedPath'
  /** Whether calling this name with a specifier gives the module. */
  isLoader(callee: string): boolean
  /** Files that are loaded before a module because of its folder. */
  loadedBefore(path: string): readonly string[]
  /** Files that the test framework loads for a test file without an import, nearest first. */
  loadedForTests(path: string): readonly string[]
  /** Files in which a parameter of a test may have its fixture, nearest first; none where tests get nothing by name. */
  fixtureFiles(path: string): readonly string[]
}
