/** A function that is renamed, with words for its place. */
export type Domain = {
  /** The package that is beside the product that calls it, and its module. */
  readonly core: string
  readonly module: string
  readonly names: readonly [string, string]
  readonly parameters: string
  readonly body: string
  readonly call: string
  readonly value: number
}

export const DOMAINS: readonly Domain[] = [
  {
    ...{ core: 'tariffs', module: 'rates', names: ['basePrice', 'farePrice'], parameters: 'zones, riders' },
    ...{ body: 'zones * riders * 2 + 1', call: '2, 3', value: 13 },
  },
  {
    ...{ core: 'stock', module: 'shelves', names: ['roomLeft', 'spaceLeft'], parameters: 'boards, width' },
    ...{ body: '(boards - 1) * width', call: '4, 10', value: 30 },
  },
]

/** Files by path; a function writes one that says the name that is given to it. */
type Files = Readonly<Record<string, string | ((name: string) => string)>>

/** How a product file reaches the renamed function: resolved as the project itself says. */
export type Shape = {
  readonly name: string
  /** Where the function is declared. */
  readonly at: string
  /** Settings of the project and files that never change. */
  readonly files: Readonly<Record<string, string>>
  /** Product files that hand the function on and follow the change. */
  readonly between?: Files
  /** The caller that is left behind, or adapted. */
  readonly caller: { readonly path: string; readonly text: (name: string) => string }
  /** The test, where it lies and what it imports from; its own place beside the function where nothing is said. */
  readonly test?: { readonly path: string; readonly from: string }
}
