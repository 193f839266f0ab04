import { describe, expect, test } from 'vitest'
import { oneAnswer } from '../../../../src/engine/diagnosis/intent/one-answer.ts'
import type { FailureAnalysis } from '../../../../src/model/failure-analysis.ts'
import { failureAnalysis } from '../../../support/failure-analysis.ts'

type Sketch = readonly [message: string, verdict: FailureAnalysis['verdict'], posterior: number | null, line?: number]

function answers(sketches: readonly Sketch[]): readonly string[] {
  const analyses = sketches.map(([errorMessage, verdict, posterior, line = 4], index) =>
    failureAnalysis(
      { testId: `tests/test_a.py::test_${index}`, errorMessage },
      {
        ...{ verdict, culprits: [{ file: 'tariff.py', line, hunk: '' }] },
        ...(posterior === null ? {} : { intent: { posterior, prior: -1.5, features: [] } }),
      },
    ),
  )
  return oneAnswer(analyses).map(({ verdict }) => verdict)
}

const BUG = 'product_regression'

describe('failures with one cause and one message', () => {
  test('have the answer of the one whose signs are strongest', () => {
    expect(
      answers([
        ['4 != 5', BUG, 0.3],
        ['4 != 5', 'unknown', 0.6],
      ]),
    ).toEqual(['unknown', 'unknown'])
    expect(
      answers([
        ['4 != 5', 'unknown', 0.6],
        ['4 != 5', 'obsolete_test', 0.97],
      ]),
    ).toEqual(['obsolete_test', 'obsolete_test'])
  })

  test('with other values are no longer a bug, and not out of date with it', () => {
    expect(
      answers([
        ['7 != 9', BUG, 0.3],
        ['4 != 5', 'unknown', 0.6],
        ['1 != 2', 'obsolete_test', 0.97],
      ]),
    ).toEqual(['unknown', 'unknown', 'obsolete_test'])
    expect(
      answers([
        ['7 != 9', BUG, 0.3],
        ['1 != 2', 'obsolete_test', 0.97],
      ]),
    ).toEqual([BUG, 'obsolete_test'])
  })

  test('another place, another message, or an answer that no signs gave stay as they are', () => {
    expect(
      answers([
        ['4 != 5', BUG, 0.3, 9],
        ['4 != 5', 'unknown', 0.6],
      ]),
    ).toEqual([BUG, 'unknown'])
    expect(
      answers([
        ['no such key', BUG, 0.3],
        ['4 != 5', 'unknown', 0.6],
      ]),
    ).toEqual([BUG, 'unknown'])
    expect(
      answers([
        ['4 != 5', BUG, null],
        ['4 != 5', 'unknown', 0.6],
      ]),
    ).toEqual([BUG, 'unknown'])
  })
})
