import type { ExplainedValue } from '../../triage/explained-value.ts'
import { code, codeCell, table, words } from '../markdown.ts'
import { type Links, permalink } from '../permalink.ts'

const ROWS = 30

/** Old value → new value → the line that explains it → who says that it was meant. `name` is how the page calls a value's tests. */
export function valuesTable(
  values: readonly ExplainedValue[],
  links: Links,
  name: (testIds: readonly string[]) => string,
  witness: (value: ExplainedValue) => string,
): string {
  const rows = values.slice(0, ROWS).map((value) => {
    return [name(value.testIds), side(value.before), side(value.after), explaining(value, links), witness(value)]
  })
  const rest = values.length - rows.length
  return table(
    ['test', 'expected before', 'expected now', 'the line that explains it', 'who says so'],
    [...rows, ...(rest > 0 ? [[`and ${rest} more`, '', '', '', '']] : [])],
  )
}

/** A value as source text in a cell. */
export function side(text: string): string {
  return text === '' ? '*nothing*' : codeCell(text)
}

/** The line, linked, and what it exchanges. */
export function explaining({ place, replaced }: Pick<ExplainedValue, 'place' | 'replaced'>, links: Links): string {
  if (place === null) return '–'
  const exchanged = replaced === null ? '' : `: ${side(replaced.before)} became ${side(replaced.after)}`
  return `${permalink(links, place.file, place.line).replaceAll('|', '%7C')}${exchanged}`
}

/** The words of a witness that is a text; a dash where nobody says it. */
export function textWitness({ witness }: Pick<ExplainedValue, 'witness'>): string {
  return witness === '' ? '–' : words(witness, 160)
}

/** Tests by their last names, for a narrow column. */
export function testNames(testIds: readonly string[]): string {
  const [first = '', ...more] = testIds
  return `${codeCell(first, 120)}${more.length > 0 ? ` and ${more.length} more` : ''}`
}

/** A login as a page shows it, linked to where the person said so. */
export function saidBy(by: string, commentUrl: string): string {
  return `[${code(by, 60)}](${commentUrl})`
}
