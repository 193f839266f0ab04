import type { Domain } from './domain.ts'

export type Texts = Readonly<Record<string, string | null>>

/** Why a framework ends red although every test passes that Suture would find by names: `before` is green, `fault` is what the change adds. */
export type Cause = {
  readonly name: string
  before(domain: Domain): Readonly<Record<string, string>>
  fault(domain: Domain): Texts
  /** More words of the project's own command, as its script has them. */
  readonly words?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}
