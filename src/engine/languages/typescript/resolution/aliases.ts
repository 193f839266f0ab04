import { objectOf } from '../../plain-values.ts'
import { settingPath } from './static-paths.ts'

/** A name for modules that a project gives itself. */
export type Alias = {
  /** Files below it use the name; with its slash, or '' for the whole repository. */
  readonly folder: string
  /**
   * What a specifier is replaced by, in the order in which it is tried; none where the alias does not apply. A path starts at the top of
   * the repository and may lack its extension; a specifier is resolved again.
   */
  replace(specifier: string): readonly AliasTarget[]
}
export type AliasTarget = { readonly kind: 'path' | 'specifier'; readonly text: string }

/** The longest specifier that is matched with patterns of the project. */
const LONGEST = 200

/** `{ '@app': './src' }`, or a list of `{ find, replacement }`: the name itself, and everything below it. */
export function bundlerAliases(value: unknown, folder: string, scope: string): readonly Alias[] {
  const entries = Array.isArray(value)
    ? value.flatMap((one) => {
        const { find, replacement } = objectOf(one) ?? {}
        return [[find, replacement] as const]
      })
    : Object.entries(objectOf(value) ?? {})
  return entries.flatMap(([find, replacement]): readonly Alias[] => {
    const targets = [replacement].flat().filter((one) => typeof one === 'string')
    const pattern = typeof find === 'string' ? find : patternText(find)
    if (pattern === null || targets.length === 0) return []
    if (typeof find !== 'string') return patternAlias(pattern, targets, folder, scope, isWhole(pattern))
    const isExact = find.endsWith('$') && find.length > 1
    const name = isExact ? find.slice(0, -1) : find
    const replace = (specifier: string): readonly AliasTarget[] => {
      const isBelow = !isExact && specifier.startsWith(name.endsWith('/') ? name : `${name}/`)
      return specifier === name || isBelow ? targets.map((target) => targetOf(target, folder, specifier.slice(name.length))) : []
    }
    return [{ folder: scope, replace }]
  })
}

/** An expression that a specifier has to match, and replacements with `$1`: Jest's `moduleNameMapper`. */
export function mappedNames(value: unknown, folder: string, scope: string): readonly Alias[] {
  return Object.entries(objectOf(value) ?? {}).flatMap(([pattern, replacement]) => {
    const targets = [replacement].flat().filter((one) => typeof one === 'string')
    return patternAlias(pattern, targets, folder, scope, true)
  })
}

/** `whole`: the replacement stands for the whole specifier; else for the part that matched. */
function patternAlias(pattern: string, targets: readonly string[], folder: string, scope: string, whole: boolean): readonly Alias[] {
  const expression = safeExpression(pattern)
  if (expression === null) return []
  const replace = (specifier: string): readonly AliasTarget[] => {
    const match = specifier.length > LONGEST ? null : expression.exec(specifier)
    if (match === null) return []
    const rest = whole ? '' : specifier.slice(match.index + match[0].length)
    return targets.map((target) =>
      targetOf(
        target.replace(/\$(\d)/g, (_, index) => match[Number(index)] ?? ''),
        folder,
        rest,
      ),
    )
  }
  return [{ folder: scope, replace }]
}

function targetOf(target: string, folder: string, rest: string): AliasTarget {
  const path = settingPath(`${target}${target.endsWith('/') ? rest.replace(/^\//, '') : rest}`.replace(/^<rootDir>\/?/, './'), folder)
  return path === null ? { kind: 'specifier', text: `${target}${rest}` } : { kind: 'path', text: path }
}

function patternText(find: unknown): string | null {
  const pattern = objectOf(find)?.['pattern']
  return typeof pattern === 'string' ? pattern : null
}

function isWhole(pattern: string): boolean {
  return pattern.endsWith('$')
}

/** What takes more than a look at each character is left out: patterns of a repository are hostile. */
const PARTS = /^\^?(?:[\w@~#/:-]|\\[./$^@#~-]|\((?:\?:)?(?:\.[*+]|\[\^\/\][*+]|[\w-]+(?:\|[\w-]+)*)\)|\.[*+]?)*\$?$/
const MOST_REPEATS = 2

function safeExpression(pattern: string): RegExp | null {
  const repeats = pattern.match(/[*+]/g)?.length ?? 0
  return pattern.length <= LONGEST && repeats <= MOST_REPEATS && PARTS.test(pattern) ? new RegExp(pattern) : null
}
