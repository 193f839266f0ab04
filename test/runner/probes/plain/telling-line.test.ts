import { expect, test } from 'vitest'
import { tellingLine } from '../../../../src/runner/probes/plain/telling-line.ts'

test.each([
  ['2 passed in 0.1s\nFAIL Required test coverage of 80% not reached. Total coverage: 50.00%\n', /^FAIL Required test coverage of 80%/],
  ['Tests: 3 passed\nJest: "global" coverage threshold for functions (100%) not met: 50%\n\n', /threshold for functions/],
  [' › 1 snapshot obsolete.\nTests: 1 passed\n', /1 snapshot obsolete/],
  ['1 passed\n1 snapshot passed. 1 snapshot unused.\n', /1 snapshot unused/],
  ['Tests  2 passed\nVitest caught 1 unhandled error\nUnhandled Rejection\nError: late\n', /Unhandled Rejection; Error: late/],
  ['=== short test summary info ===\nFAILED a.py::test_a - assert 1 == 2\n1 failed\n', /^FAILED a\.py::test_a/],
  ['something else\nended\n\n', /^ended$/],
  ['', /printed nothing/],
])('%j', (output, expected) => {
  expect(tellingLine(output)).toMatch(expected)
})
