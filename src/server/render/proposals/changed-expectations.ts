import { titleOf } from '../../../engine/reasons/titles.ts'
import type { Offer } from '../../triage/healing-outcome.ts'
import { code, counted, words } from '../markdown.ts'
import type { Links } from '../permalink.ts'
import { isPlain } from '../run-one-test.ts'
import { sentence } from '../sentence.ts'
import { saidBy, testNames, textWitness, valuesTable } from './value-cells.ts'

/** What of an offer is not only names: values that tests expect, and what people accepted. */
export type ChangedExpectations = Pick<Offer, 'values' | 'accepted' | 'tests' | 'unproved'>

/** Tests whose expectations an offer changes, or that a person accepted for another reason. */
export function changedTests({ values, accepted }: Pick<Offer, 'values' | 'accepted'>): ReadonlySet<string> {
  return new Set([...values, ...accepted].flatMap(({ testIds }) => testIds))
}

/** The first thing that a reviewer reads of such a pull request; '' where every expectation is kept and nobody was asked. */
export function changedOpening(offer: ChangedExpectations): string {
  const { accepted, tests, unproved } = offer
  const changed = changedTests(offer)
  if (changed.size === 0) return ''
  const many = changed.size === 1 ? '1 test expects' : `${changed.size} tests expect`
  const what =
    offer.values.length === 0 ? `**${counted(accepted.length, 'edit')} here needed a person's yes.**` : `**This changes what ${many}.**`
  const people = [...new Map(accepted.map((one) => [one.commentUrl, one])).values()].map(({ by, commentUrl }) => saidBy(by, commentUrl))
  const who =
    people.length === 0
      ? 'Each new value is explained by a changed line, and somebody else than that line says that it was meant.'
      : `${people.join(' and ')} accepted ${changed.size === 1 ? 'it' : 'them'} as intended. ${unproved.length === 0 ? 'The checks below say that the repaired tests are no weaker than before; that' : 'That'} the new behaviour is right is a person's word.`
  const others = tests.filter(({ testId }) => !changed.has(testId)).length
  const rest = others === 0 ? '' : ` Of ${others === 1 ? 'the other test' : `the other ${others} tests`} every expectation is kept.`
  return [`${what} ${who}${rest} Only test files are edited.`, ...acceptedAlthough(offer), ...notShown(offer)].join('\n\n')
}

const LISTED = 5

/** The evidence of a bug that somebody accepted a change against: it goes wherever their name goes. */
function acceptedAlthough({ accepted }: Pick<Offer, 'accepted'>): readonly string[] {
  return accepted.flatMap(({ by, commentUrl, although }) => {
    const lines = although.slice(0, LISTED).map(({ testId, why }) => `- ${code(testId)}: ${sentence(words(why))}`)
    const more = although.length > LISTED ? [`- and ${although.length - LISTED} more`] : []
    return although.length === 0
      ? []
      : [
          `**${saidBy(by, commentUrl)} accepted this although Suture finds signs of a bug.** Read them before you merge:\n\n${[...lines, ...more].join('\n')}`,
        ]
  })
}

/** What no run has shown, first and not among the checks: the proposal named it, and whoever merges has to see it too. */
function notShown({ unproved }: Pick<Offer, 'unproved'>): readonly string[] {
  if (unproved.length === 0) return []
  const lines = [...Map.groupBy(unproved, ({ check: { name, detail } }) => `${words(titleOf(name))}: ${words(detail)}`)].map(
    ([text, all]) => `- ${text} (${testNames(all.flatMap(({ testIds }) => testIds))})`,
  )
  return [`**No run has shown these of the new expectations:**\n\n${lines.join('\n')}`]
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
