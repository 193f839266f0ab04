import type { Intent } from '../../../../src/model/failure-analysis.ts'

/** One judged difference: the signs that were seen of it, each under its name and weight, and whether it was meant. */
export type Observation = {
  /** What is left out together in cross-validation: a repository's own way to write would else be learned. */
  readonly repository: string
  readonly signs: readonly string[]
  readonly isMeant: boolean
  /** Differences of one change share the weight of one. */
  readonly share: number
}

export type Weights = ReadonlyMap<string, number>
export type Model = { readonly weights: Weights; readonly prior: number }

/** A sign has one weight for each strength in which it is seen. */
function signKey({ name, weight }: Intent['features'][number]): string {
  return `${name} ${weight}`
}

export function seenSigns({ features }: Pick<Intent, 'features'>): readonly string[] {
  return features.filter(({ seen }) => seen === true).map(signKey)
}

/** The weights as they are set, of all signs that were seen. */
export function setWeights(signs: readonly string[]): Weights {
  return new Map(signs.map((sign) => [sign, Number(sign.slice(sign.lastIndexOf(' ') + 1))]))
}

export function posteriorOf({ weights, prior }: Model, signs: readonly string[]): number {
  return 1 / (1 + Math.exp(-signs.reduce((total, sign) => total + (weights.get(sign) ?? 0), prior)))
}
