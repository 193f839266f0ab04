import type { ContractChange } from '../../../model/contract-change.ts'
import type { Declaration } from '../../languages/language.ts'
import type { DeclarationIndex, LocatedDeclaration } from '../pairing/declaration-index.ts'
import { mutualBest } from '../pairing/mutual-best.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { jaccard } from '../pairing/similarity.ts'
import type { SourceFile } from '../resolve/project.ts'
import { changeOfPair, changeOfParameter } from './change-of-pair.ts'
import { implementationOf, overloadsOf } from './overloads.ts'
import { type Callable, type ParameterChange, parameterChanges } from './parameter-changes.ts'

/** Least share of common names and types to pair two overloads, and least lead over the next one. */
const SURE = { accept: 0.3, margin: 0.05 }

/**
 * What became of a name's overloads, where what is run behind them says nothing of it: their parameters where it takes anything
 * or there is none, else what the name is declared as. An overload that only came takes nothing from anybody.
 */
export function overloadChanges(pair: Pair, base: DeclarationIndex, head: DeclarationIndex): readonly ContractChange[] {
  const [old, now] = [overloadsOf(pair.before), overloadsOf(pair.after)]
  const texts = (all: readonly Declaration[], { file }: LocatedDeclaration): readonly string[] => all.map((one) => headerOf(one, file))
  const [oldTexts, newTexts] = [texts(old, pair.before), texts(now, pair.after)]
  const gone = old.filter((_, at) => !newTexts.includes(oldTexts[at] ?? ''))
  const come = now.filter((_, at) => !oldTexts.includes(newTexts[at] ?? ''))
  if (gone.length === 0 || now.length === 0) return []
  const found = [pair.before, pair.after].every(takesAnything) ? changesOfParameters() : []
  return found.length > 0 ? found : [changeOfPair(pair, 'type_changed', oldTexts.join(', '), newTexts.join(', '))]

  function changesOfParameters(): readonly ContractChange[] {
    const changes = mutualBest(gone, come, likeness, SURE).flatMap(({ one, other }) => {
      const [before, after] = [
        { ...pair.before, declaration: one },
        { ...pair.after, declaration: other },
      ]
      return parameterChanges(bare(before), bare(after), base, head, new Set())
        .filter(isForAll)
        .map((change) => changeOfParameter({ ...pair, before, after }, change))
    })
    return [...new Map(changes.map((change) => [`${change.kind} ${change.before} ${change.after}`, change])).values()]
  }

  /** What another overload still takes is not gone. */
  function isForAll({ kind, before, after }: ParameterChange): boolean {
    if (kind === 'parameter_removed') return !now.some((one) => takes(one, before))
    if (kind === 'parameter_added') return !old.some((one) => takes(one, after))
    return gone.length === old.length
  }
}

/** There is no body to show how a parameter is used. */
function bare(placed: LocatedDeclaration): Callable {
  return { placed, region: [], isConstructor: false }
}

function takes({ parameters }: Declaration, name: string): boolean {
  return parameters.some((parameter) => parameter.name === name)
}

function takesAnything(placed: LocatedDeclaration): boolean {
  return implementationOf(placed)?.parameters.some(({ kind }) => /rest$/.test(kind)) !== false
}

function likeness(one: Declaration, other: Declaration): number {
  const words = ({ parameters }: Declaration): ReadonlySet<string> => new Set(parameters.flatMap(({ name, type }) => [name, `: ${type}`]))
  return jaccard(words(one), words(other))
}

/** The parameters and the result as they are written, on one line. */
function headerOf({ node }: Declaration, { text, language: { syntax } }: SourceFile): string {
  const callable = syntax.assignedValue(node) ?? node
  const parameters = syntax.parametersOf(callable) ?? node
  const result = syntax.resultTypeOf(callable) ?? parameters
  return text
    .slice(parameters.start, result.end)
    .replace(/\s+/g, ' ')
    .replace(/\( | \)/g, (around) => around.trim())
}
