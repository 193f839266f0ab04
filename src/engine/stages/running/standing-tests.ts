import type { Candidate } from '../../../model/candidate.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import { fileRef, type Subject, type TestRef } from '../../../model/test-ref.ts'
import { editedTests, removedTests } from '../../frameworks/edited-tests.ts'
import { languageOf } from '../../languages/index.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { type EditedFile, isTakenAway } from '../../repair/edited-files.ts'
import { doubtfulNamed } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'
import type { ReviewedCandidate } from '../review.ts'

/**
 * What has to pass for a test of a candidate: the test itself, or, where the candidate takes it away, all that is left of its file. So what
 * a removed test reached and noticed in code that still exists has to be reached and noticed by the tests beside it.
 */
export function standingFor(
  subject: Subject,
  { candidate, files }: Pick<ReviewedCandidate, 'candidate' | 'files'>,
  { parsers }: Pick<HealingContext, 'parsers'>,
): Subject {
  const file = files.find(({ path }) => path === subject.file)
  const isCut = file !== undefined && candidate.edits.some((edit) => edit.file === subject.file && edit.effect === 'removal')
  if (!isCut || subject.kind !== 'test') return subject
  const isGone = removedTests(file, [subject], parsers).length > 0
  return isGone || mayBeRow(subject, file, candidate, parsers) ? fileRef(subject.file) : subject
}

/** Which row a name means is not known before it runs: where one of a test's rows goes, each of them may be it. */
function mayBeRow(subject: TestRef, file: EditedFile, { edits }: Candidate, parsers: Parsers): boolean {
  const [language, tree] = [languageOf(file.path), parsers.parse(file.path, file.before)]
  if (language === null || tree === null) return false
  const isRow = edits.some(({ effect, file: path, range }) => {
    // a comma or the space of its line may come first
    const start = range.start + Math.max(0, file.before.slice(range.start, range.end).search(/[^\s,]/))
    return effect === 'removal' && path === file.path && language.tables.rowAround(tree, { start, end: start + 1 }) !== null
  })
  return isRow && (editedTests(file, [subject], parsers)?.edited.length ?? 0) > 0
}

/** Test files that these candidates take away, as far as each test that the base ran in them is one that the text shows. */
export function takenAway(
  candidates: readonly Pick<ReviewedCandidate, 'files'>[],
  { parsers }: Pick<HealingContext, 'parsers'>,
  { base }: Pick<Reproduction, 'base'>,
): ReadonlySet<string> {
  const files = candidates.flatMap((one) => one.files.filter(isTakenAway))
  const known = files.filter((file) => {
    const tests = base.outcome === 'ran' ? base.run.tests.filter((test) => test.file === file.path) : []
    return tests.length > 0 && removedTests(file, tests, parsers).length === tests.length
  })
  return new Set(known.map(({ path }) => path))
}

/** What has to pass for all tests of these candidates, each once. */
export function standingTests(
  candidates: readonly Pick<ReviewedCandidate, 'candidate' | 'files'>[],
  context: Pick<HealingContext, 'parsers'>,
  reproduction: Reproduction,
): readonly Subject[] {
  return distinctTests(
    candidates.flatMap((one) => doubtfulNamed(one.candidate.testIds, reproduction).map((test) => standingFor(test, one, context))),
  )
}

export function distinctTests(tests: readonly Subject[]): readonly Subject[] {
  return [...new Map(tests.map((test) => [test.id, test])).values()]
}

/** Whether a candidate takes anything away. */
export function isRemoval({ candidate }: Pick<ReviewedCandidate, 'candidate'>): boolean {
  return candidate.edits.some(({ effect }) => effect === 'removal')
}
