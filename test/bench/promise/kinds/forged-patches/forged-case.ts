import type { PinnedFramework } from '../../../../support/frameworks/install.ts'

export type Texts = Readonly<Record<string, string>>

/**
 * A product in three states. `§` stands for the name that the change is about, `{p}` for the package of the case: several cases run in one
 * process. `buggy` is `head` with a bug beside the declared change.
 */
export type Product = {
  readonly names: readonly [old: string, now: string]
  readonly base: Texts
  readonly head: Texts
  readonly buggy: Texts
  /** How the uses of the test become the declared ones, where that is more than the name. */
  readonly honest?: (test: string) => string
}

/** One forged patch: the test as it is, and what a forger makes of it. */
export type Forgery = {
  readonly name: string
  readonly product: Product
  readonly before: string
  readonly forged: string
  /** Files beside the test. */
  readonly beside?: Texts
}

export type ForgedCase = Forgery & { readonly framework: PinnedFramework; readonly test: string }

/** The trees and the three texts of the test, for a package of this name. */
export function laidOut({ product, before, forged, beside = {}, test }: ForgedCase, package_: string) {
  const [old, now] = product.names
  const named = (text: string, name: string): string => text.replaceAll('§', name).replaceAll('{p}', package_)
  const all = (texts: Texts, name: string): Texts =>
    Object.fromEntries(Object.entries(texts).map(([path, text]) => [named(path, name), named(text, name)]))
  return {
    test: named(test, ''),
    base: { ...all(product.base, old), ...all(beside, old) },
    head: { ...all(product.head, now), ...all(beside, now) },
    buggy: { ...all(product.buggy, now), ...all(beside, now) },
    before: named(before, old),
    honest: named((product.honest ?? ((text) => text))(before), now),
    forged: named(forged, now),
  }
}

export type LaidOut = ReturnType<typeof laidOut>
