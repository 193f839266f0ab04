/**
 * A product of two modules. The change renames the one function, which the tests follow rightly, and may break the other: where only
 * the project's own settings show that, exit code 0 would be a lie. Names are lower case words, so that both languages can take them.
 */
export type Domain = {
  readonly module: string
  readonly names: readonly [old: string, renamed: string]
  readonly fee: string
}

export const DOMAINS: readonly Domain[] = [
  { module: 'tariff', names: ['fare', 'tripfare'], fee: 'surcharge' },
  { module: 'basket', names: ['total', 'netsum'], fee: 'postage' },
]

/** What the fee is: free from 50 on, and with the fault only above it. */
export const FEE = { right: '>=', wrong: '>' } as const
