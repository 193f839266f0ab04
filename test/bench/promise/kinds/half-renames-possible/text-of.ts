/** Where a name is, and what it is called by others. `now`: its new name. */
export type Place = {
  readonly pack: string
  readonly module: string
  readonly now: string
  /** A class of the module, a variable that holds one, and the table that many are in. */
  readonly type: string
  readonly object: string
  readonly table: string
}

/** Files that use a name. */
export type TextOf = (name: string, at: Place) => Readonly<Record<string, string>>
