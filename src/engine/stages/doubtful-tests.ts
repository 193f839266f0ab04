import { SutureError } from '../../model/error.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import type { TestRun } from '../../model/runs/test-run.ts'
import type { Subject } from '../../model/test-ref.ts'
import { TITLE_SEPARATOR } from '../frameworks/title-separator.ts'

/** Tests and files that failed, files first; where some were asked for, these, whether they failed or not. */
export function doubtfulTests({ first, asked }: Pick<Reproduction, 'first' | 'asked'>): readonly Subject[] {
  const isFailing = ({ outcome }: { readonly outcome: string }) => outcome === 'failed' || outcome === 'errored'
  const failing = [...first.fileOutcomes.filter(isFailing), ...first.tests.filter(isFailing)].filter(({ file }) => file !== '')
  const subjects = asked.length > 0 ? asRun(asked, first) : failing.map(refOf)
  return [...new Map(subjects.map((subject) => [subject.id, subject])).values()]
}

/**
 * The doubtful tests of a reproduction with these ids, in the order of the ids; of a doubtful file also its tests on the base. Throws
 * SutureError `no_such_test` for any other id.
 */
export function doubtfulNamed(ids: readonly string[], reproduction: Pick<Reproduction, 'first' | 'asked' | 'base'>): readonly Subject[] {
  const known = new Map(doubtfulTests(reproduction).map((subject) => [subject.id, subject]))
  const { base } = reproduction
  const within = (id: string): Subject | undefined => {
    const test = base.outcome === 'ran' ? base.run.tests.find((one) => one.id === id) : undefined
    return test !== undefined && known.has(test.file) ? refOf(test) : undefined
  }
  return ids.map((id) => {
    const subject = known.get(id) ?? within(id)
    if (subject === undefined)
      throw new SutureError('no_such_test', `${id} was not part of the reproduction`, 'reproduce the failures again')
    return subject
  })
}

/** Whole files where one of them is asked for as a whole, exact ids otherwise. */
export function selectionOf(subjects: readonly Subject[]): { files: string[]; testIds: string[] } {
  const isWhole = subjects.some(({ kind }) => kind !== 'test')
  return { files: [...new Set(subjects.map(({ file }) => file))], testIds: isWhole ? [] : subjects.map(({ id }) => id) }
}

/** The tests as the run knows them: ids may be written with other separators or white space, as reports and terminals print them. */
function asRun(subjects: readonly Subject[], { tests }: TestRun): readonly Subject[] {
  const words = ({ id }: { readonly id: string }) => id.replace(TITLE_SEPARATOR, ' ').replace(/\s+/g, ' ').trim()
  const known = Map.groupBy(tests, words)
  return subjects.map((subject) => {
    const [same, ...others] = known.get(words(subject)) ?? []
    return same === undefined || others.length > 0 ? subject : refOf(same)
  })
}

/** The reference alone, without what a run showed. */
export function refOf(seen: TestRun['tests'][number] | TestRun['fileOutcomes'][number]): Subject {
  const { id, file } = seen
  if (seen.kind === 'file') return { kind: 'file', id, file }
  const { suite, name, row } = seen
  return { kind: 'test', id, file, suite, name, row }
}
