import type { StaleDeclaration, StaleEvidence } from '../../model/result/stale-report.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { inFewWords } from './spot.ts'
import { UNDONE } from './undo.ts'
import type { Unit } from './unit.ts'

const WORDS: Readonly<Record<StaleDeclaration['kind'], { readonly what: string; readonly toDo: (name: string) => string }>> = {
  branch: { what: 'branch', toDo: (name) => `add a case in which \`${name}\` decides, and expect what it does` },
  key: { what: 'key', toDo: (name) => `expect \`${name}\` and its value` },
  parameter: { what: 'parameter', toDo: (name) => `give \`${name}\` another value than its default, and expect the difference` },
  message: { what: 'message', toDo: (name) => `expect the text \`${name}\`` },
  value: { what: 'value', toDo: (name) => `expect a result that depends on \`${name}\`` },
  function: { what: 'function', toDo: (name) => `call \`${name}\`, and expect what it gives or does` },
}

/** What a person could add to a test; one sentence without its end. */
export function suggestionOf({ declares }: Unit): string {
  const { kind, symbol } = declares
  return WORDS[kind].toDo(symbol.slice(symbol.indexOf(': ') < 0 ? 0 : symbol.indexOf(': ') + 2))
}

/** Why nothing is said of it: that no test gets there, and the faults that all tests let pass, the strongest first. */
export function evidenceOf(unit: Unit, survived: readonly Mutant[], isEntered: boolean): readonly StaleEvidence[] {
  const [from, to] = unit.lines
  const entered: readonly StaleEvidence[] =
    isEntered || unit.inside.length === 0
      ? []
      : [{ kind: 'not_entered', line: unit.inside[0] ?? from, original: '', replacement: '', says: `no test runs ${placeOf(unit)}` }]
  // where no test gets, every fault survives
  const faults = (entered.length > 0 ? survived.filter(({ operator }) => operator === UNDONE) : survived).map((mutant): StaleEvidence => {
    const [original, replacement] = [inFewWords(mutant.original), inFewWords(mutant.replacement)]
    const isUndone = mutant.operator === UNDONE
    const what = isUndone ? `without this ${WORDS[unit.declares.kind].what}` : `with ${quoted(original)} as ${quoted(replacement)}`
    return { kind: isUndone ? 'undone' : 'survived', line: mutant.line, original, replacement, says: `every test passes ${what}` }
  })
  const all = [...entered, ...faults.filter(({ kind }) => kind === 'undone'), ...faults.filter(({ kind }) => kind !== 'undone')]
  return all.length > 0
    ? all
    : [{ kind: 'not_entered', line: from, original: '', replacement: '', says: `no test runs lines ${from} to ${to}` }]
}

function placeOf({ inside }: Unit): string {
  const [first, last] = [inside[0], inside.at(-1)]
  return first === last ? `line ${first}` : `lines ${first} to ${last}`
}

function quoted(text: string): string {
  return text === '' ? 'nothing' : `\`${text}\``
}
