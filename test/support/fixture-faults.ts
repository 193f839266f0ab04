import { frameworkNamed } from '../../src/engine/frameworks/index.ts'
import type { Fixture } from './fixture.ts'

/** What contradicts itself in a case, in words; nothing in a sound one. */
export function faultsOf(
  fixture: Pick<Fixture, 'framework' | 'answer' | 'verdict' | 'values' | 'why' | 'head' | 'expected'>,
): readonly string[] {
  const { answer, verdict, values, why, expected } = fixture
  const isRefused = answer === 'refused'
  return [
    ...(isRefused === expected.size > 0 ? [`it is ${answer} and expects ${expected.size} edited files`] : []),
    ...(hasProposal(fixture) === (answer === 'proposed') ? [] : [`it is ${answer} and names ${values.length} changed values`]),
    // the other way round does not hold: a test can be out of date in a way that no edit may follow
    ...(answer === 'healed' && verdict !== 'obsolete_test' ? [`it is healed although its verdict is ${verdict}`] : []),
    ...(isRefused && why === '' ? ['it does not say why it is refused'] : []),
    ...editFaults(fixture),
    ...values.flatMap((value) => valueFaults(value, fixture)),
  ]
}

/**
 * Values change, or lines go where somebody has to say yes: a removal names no value. Nor does a way in that is doubted: then the case says
 * what is doubtful.
 */
function hasProposal({ answer, values, head, expected, why }: Pick<Fixture, 'answer' | 'values' | 'head' | 'expected' | 'why'>): boolean {
  const lines = (text: string | undefined) => (text ?? '').split('\n').length
  const isWithoutValue = why !== '' || [...expected].some(([path, text]) => lines(text) < lines(head.get(path)))
  return values.length > 0 || (answer === 'proposed' && isWithoutValue)
}

function editFaults({ framework, head, expected }: Pick<Fixture, 'framework' | 'head' | 'expected'>): readonly string[] {
  return [...expected].flatMap(([path, text]) => [
    ...(frameworkNamed(framework)?.isEditable(path) ? [] : [`${path} is no test file of ${framework}`]),
    ...(head.has(path) ? [] : [`${path} is not in the head`]),
    ...(head.get(path) === text ? [`${path} is not edited`] : []),
  ])
}

function valueFaults(
  { file, before, after }: Fixture['values'][number],
  { head, expected }: Pick<Fixture, 'head' | 'expected'>,
): readonly string[] {
  const count = (text: string | undefined, value: string) => (text ?? '').split(value).length - 1
  // an empty side is a part that came or went
  const isGone = before === '' || count(head.get(file), before) > count(expected.get(file), before)
  const isThere = after === '' || count(expected.get(file), after) > count(head.get(file), after)
  const isExchanged = before !== after && isGone && isThere
  return isExchanged ? [] : [`${file} does not exchange ${before} for ${after}`]
}
