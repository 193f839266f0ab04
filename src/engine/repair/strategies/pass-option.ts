import type { FlippedDefault } from '../../changes/defaults/flipped-defaults.ts'
import { sitesInTest } from '../../changes/uses/sites-in-test.ts'
import type { Range } from '../../languages/language.ts'
import { lineAt } from '../../languages/syntax.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { passedOptions, together } from '../setup/passed-options.ts'
import { type RepairContext, type Strategy, setupFindings } from '../strategy.ts'

export const passOption: Strategy = {
  name: 'update_setup',
  description:
    'Where a default was changed, gives the calls of a test that relied on the old one the old value, so that it expects what it expected; a test that names the option, or says that it is about the default, is left to expect the new value.',
  propose(context) {
    const { analysis, testFiles, trees } = context
    const { testFile, testName, lineNumber } = analysis.failure
    const file = testFiles.has(testFile) ? trees.before.file(testFile) : null
    const all = file === null || /default|unless|omit|without/i.test(testName) ? [] : passedOptions(file, trees)
    if (file === null || all.length === 0) return []
    const test = file.language.tests.rangesIn(file).find((range) => isAt(range, lineNumber, file.text))
    if (test === undefined) return []
    const sites = sitesInTest(file, { name: testName, line: lineNumber }, all).filter(({ flipped }) => isCausal(flipped, context))
    const text = file.text.slice(test.start, test.end)
    // a test that is about one of a call's new defaults is about all of them: half old and half new was never anybody's question
    const asked = new Set(sites.filter(({ flipped }) => wholeWord(flipped.name).test(text)).map(({ line }) => line))
    const relied = sites.filter(({ line }) => !asked.has(line))
    const inTest = relied.filter(({ range }) => test.start <= range.start && range.end <= test.end)
    const edits = inTest.length > 0 ? inTest : relied
    return setupFindings(context, together(edits))
  },
}

function isAt({ start, end }: Range, line: number | null, text: string): boolean {
  return line !== null && lineAt(text, start) <= line && line <= lineAt(text, end)
}

/** Whether the lines that make the test fail exchange this very default; where no run showed any, the failure is one of a value. */
function isCausal({ file, before, after }: FlippedDefault, { causalHunks, hunks, analysis }: RepairContext): boolean {
  const shown = causalHunks.length > 0 || analysis.failure.failureType !== 'assertion_failed' ? causalHunks : hunks
  return shown.some((hunk) => hunk.oldFile === file && hunk.removed.join('').includes(before) && hunk.added.join('').includes(after))
}
