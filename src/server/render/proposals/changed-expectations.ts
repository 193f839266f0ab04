import type { Offer } from '../../triage/healing-outcome.ts'
import { counted } from '../markdown.ts'
import type { Links } from '../permalink.ts'
import { isPlain } from '../run-one-test.ts'
import { saidBy, testNames, textWitness, valuesTable } from './value-cells.ts'

/** What of an offer is not only names: values that tests expect, and what people accepted. */
export type ChangedExpectations = Pick<Offer, 'values' | 'accepted' | 'tests'>

/** Tests whose expectations an offer changes, or that a person accepted for another reason. */
export function changedTests({ values, accepted }: Pick<Offer, 'values' | 'accepted'>): ReadonlySet<string> {
  return new Set([...values, ...accepted].flatMap(({ testIds }) => testIds))
}

/** The first thing that a reviewer reads of such a pull request; '' where every expectation is kept and nobody was asked. */
export function changedOpening(offer: ChangedExpectations): string {
  const { accepted, tests } = offer
  const changed = changedTests(offer)
  if (changed.size === 0) return ''
  const many = changed.size === 1 ? '1 test expects' : `${changed.size} tests expect`
  const what =
    offer.values.length === 0 ? `**${counted(accepted.length, 'edit')} here needed a person's yes.**` : `**This changes what ${many}.**`
  const people = [...new Map(accepted.map((one) => [one.commentUrl, one])).values()].map(({ by, commentUrl }) => saidBy(by, commentUrl))
  const who =
    people.length === 0
      ? 'Each new value is explained by a changed line, and somebody else than that line says that it was meant.'
      : `${people.join(' and ')} accepted ${changed.size === 1 ? 'it' : 'them'} as intended. The checks below say that the repaired tests are no weaker than before; that the new behaviour is right is a person's word.`
  const others = tests.filter(({ testId }) => !changed.has(testId)).length
  const rest = others === 0 ? '' : ` Of ${others === 1 ? 'the other test' : `the other ${others} tests`} every expectation is kept.`
  return `${what} ${who}${rest} Only test files are edited.`
}

/** Old value → new value → the line that explains it → the witness; '' where no value changes. */
export function expectationsTable({ values, accepted }: ChangedExpectations, links: Links): string {
  if (values.length === 0) return ''
  const person = (testIds: readonly string[]) => accepted.find((one) => testIds.every((id) => one.testIds.includes(id)))
  return valuesTable(values, links, testNames, (value) => {
    const by = person(value.testIds)
    return by ? `${saidBy(by.by, by.commentUrl)} accepted it` : textWitness(value)
  })
}

/** For a title: what changes, in a few words. */
export function changedTitle(offer: ChangedExpectations): string {
  const changed = changedTests(offer)
  const [only, ...more] = offer.values
  const what = `Update what ${changed.size === 1 ? '1 test expects' : `${changed.size} tests expect`}`
  if (only === undefined || more.length > 0 || only.before === '' || only.after === '') return what
  const exchanged = `\`${only.before}\` → \`${only.after}\``
  return exchanged.length <= 80 && isPlain(exchanged) && !/`/.test(only.before + only.after) ? `${what}: ${exchanged}` : what
}
