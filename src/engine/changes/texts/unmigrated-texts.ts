import type { ContractChange } from '../../../model/contract-change.ts'
import type { SourceFile } from '../resolve/project.ts'
import { asPossible, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'
import { destination, isFlag } from './flags.ts'
import { nameUses } from './name-uses.ts'

/** What a parsed command line is called. */
const PARSED = /^(?:\w*args|\w*opts|\w*options|argv|ns|namespace|parsed|flags|cli|params)$/i

/**
 * Where the head's product may still know the old text: only possible, as the same text may name something else. What a parser calls an
 * option's value after the option is certain: under the old name there is nothing any more.
 */
export function unmigratedTexts({ before: old, after: now }: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const files = trees.product.flatMap((path) => {
    const text = trees.after.text(path) ?? ''
    return text.includes(old) || isFlag(old) ? (trees.after.file(path) ?? []) : []
  })
  const named = files.flatMap((file) => {
    const uses = nameUses(file).filter(({ text, form, role }) => text === old && (form !== 'keyword' || role !== 'other'))
    return uses.map((use) => asPossible(unresolvedAt(file, use)))
  })
  return isFlag(old) && !files.some((file) => hasOwnDestination(file, now))
    ? [...named, ...files.flatMap((file) => handlersOf(file, old, now))]
    : named
}

/** `add_argument('--new', dest='name')`: what the value is called does not follow the option. */
function hasOwnDestination(file: SourceFile, flag: string): boolean {
  const { syntax } = file.language
  return nameUses(file)
    .filter(({ text, role }) => text === flag && role === 'writes')
    .some(({ around }) => {
      const call = around.find((node) => syntax.call(node) !== null)
      const given = call === undefined ? [] : (syntax.call(call)?.arguments ?? [])
      return given.some((argument) => {
        const name = syntax.keyword(argument)?.name
        return name !== undefined && file.text.slice(name.start, name.end) === 'dest'
      })
    })
}

function handlersOf(file: SourceFile, old: string, now: string): readonly UnresolvedUse[] {
  const [was, is] = [destination(old, file.language), destination(now, file.language)]
  if (was === is) return []
  const read = file
    .bindings()
    .memberAccesses.filter(({ name, object }) => name === was && object.kind === 'name' && PARSED.test(object.name))
    .map(({ nameRange }) => unresolvedAt(file, nameRange))
  // a function that its decorator calls with the values of the options, by their names
  const given = file
    .declarations()
    .filter(({ decorators, parameters }) => decorators.some((one) => one.includes(now)) && parameters.some(({ name }) => name === was))
    .map(({ nameRange }) => unresolvedAt(file, nameRange))
  return [...read, ...given]
}
