import { describe, expect, test } from 'vitest'
import { FailureType } from '../../src/model/failure/failure-type.ts'
import { RepairStrategy } from '../../src/model/repair-strategy.ts'
import { HealingResult } from '../../src/model/result/healing-result.ts'
import { TestPerformanceHistory } from '../../src/model/result/test-performance-history.ts'
import { Verdict } from '../../src/model/verdict.ts'

describe('the contract that others measure with', () => {
  test('the closed lists hold exactly the published words', () => {
    expect(FailureType.options).toHaveLength(10)
    expect(Verdict.options).toEqual([
      'obsolete_test',
      'removed_behaviour',
      'product_regression',
      'behaviour_changed',
      'flaky',
      'infrastructure',
      'environment',
      'unknown',
    ])
    expect(new Set(RepairStrategy.options).size).toBe(13)
  })

  test('a result without its schema version is refused', () => {
    const { error } = HealingResult.safeParse({ base: 'a', head: 'b' })
    expect(error?.issues.map(({ path }) => path[0])).toContain('schemaVersion')
  })

  test('a history keeps its predictions empty until there is one', () => {
    const history = {
      testId: 'tests/test_a.py::test_b',
      executions: [{ at: '2026-11-24T00:00:00Z', outcome: 'passed', timeMs: 3 }],
      totalExecutions: 1,
      totalFailures: 0,
      failureRate: 0,
      avgExecutionTimeMs: 3,
      executionTimeTrend: 'unknown',
      commonFailureTypes: [],
      repairHistory: [],
      predictedFailureProbability: null,
      predictedMaintenanceNeeded: null,
      firstSeen: '2026-11-24T00:00:00Z',
      lastUpdated: '2026-11-24T00:00:00Z',
    }
    expect(TestPerformanceHistory.parse(history)).toEqual(history)
  })
})
