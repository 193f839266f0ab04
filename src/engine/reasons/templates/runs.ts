import type { RUNS as CODES } from '../../../model/reasons/runs.ts'
import { list } from '../mark.ts'
import type { TemplatesFor } from '../template.ts'

export const RUNS: TemplatesFor<typeof CODES> = {
  'run-broken': ({ framework, cause, why }, { code, text }) =>
    `${code(framework)} could not run${cause === null ? '' : ` (${text(cause)})`}: ${text(why)}`,
  'run-broken-by-change': ({ framework, why }, { code, text }) =>
    `${code(framework)} starts on the base but not on the head, so this change stops it from starting: ${text(why)}`,
  'run-stopped': ({ why }, { text }) => `the run was stopped: ${text(why)}`,
  'tests-ran': ({ framework, tests }, { code }) => `${code(framework)} ran ${tests} tests`,
  'product-elsewhere': ({ path }, { code }) =>
    `the tests load the product from ${code(path)}, not from the checkout: install it in editable mode`,
  'product-from-checkout': ({ files }) => `all ${files} product files were loaded from the checkout`,
  'not-reproduced': ({ runs }, { it }) => `not reproduced: ${it} passed in all ${runs} of our runs`,
  'not-reproduced-no-test': () => 'not reproduced: there is no such test in this tree',
  'seen-to-fail': ({ exception }, { it, code }) => `${it} failed with ${code(exception)}`,
  flaky: ({ passed, failed }) =>
    `of ${passed + failed} runs of the same code, each in a fresh process, ${passed} passed and ${failed} failed`,
  'flaky-by-order': (_, { it }) =>
    `${it} fails when the whole suite runs and passes when fewer tests run before it, so it depends on another test`,
  'flaky-second-run': ({ clean, failed, second }, { it }) =>
    `${it} passed in all ${clean} clean runs and failed in ${failed} of ${second} runs that followed a run of itself (files were left in the home folder, the temporary folder or the checkout)`,
  'second-run-passes-on-base': ({ after }, { reason }) =>
    `${reason(after)}; on the base it passed after itself as well, so this change leaves the files`,
  'fails-each-time': ({ failed, runs }, { it }) => `${it} failed in ${failed} of ${runs} runs`,
  'fails-on-base': ({ exception }, { it, code }) =>
    `${it} already fails on the base (${exception === null ? 'with an error' : code(exception)}), so this change did not cause it`,
  'base-not-run': ({ why }, { text }) => `there is no run of the base to compare with: ${text(why)}`,
  'new-test': () => 'the test is new in this change, so there is no earlier behaviour to compare with',
  'title-not-on-base': () =>
    'no test of this title ran on the base: the title is made while the tests run, so there is no earlier behaviour to compare with',
  'skipped-on-base': () => 'the test was skipped on the base, so there is no earlier behaviour to compare with',
  'passes-on-base': (_, { it }) => `${it} passes on the base and fails on the head`,
  'causal-hunk': ({ places, more, files, runs }, { place, it }) => {
    const several = files > 1 ? ' (several causes, or one in several places)' : ''
    const effort = runs === 0 ? 'no run was needed, because nothing else changed' : `found in ${runs} runs, shared with other tests`
    return `with only ${list(places.map(place), more)} undone ${it} passes${several}; ${effort}`
  },
  'causal-hunk-not-minimal': ({ places, more, why }, { place, it, text }) =>
    `with ${list(places.map(place), more)} undone ${it} passes, but not all of that may be needed: ${text(why)}`,
  'causal-hunk-not-found': ({ why, runs }, { text }) => `${text(why)}; tried in ${runs} runs, shared with other tests`,
  'causal-hunk-not-searched': ({ why }, { text }) => text(why),
  'causal-hunk-not-asked': () => 'the failure names what was changed, or there is nothing to undo',
  'no-failure': () => 'there is no failure to read',
  unexplained: () => 'nothing explains it',
}
