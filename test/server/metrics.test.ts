import { expect, test } from 'vitest'
import { createMetrics } from '../../src/server/metrics.ts'

test('counters add up by their labels, gauges hold their last value', () => {
  const metrics = createMetrics()
  metrics.count('a_total', 'As', { kind: 'x' })
  metrics.count('a_total', 'As', { kind: 'x' }, 2)
  metrics.count('a_total', 'As', { kind: 'y' })
  metrics.gauge('depth', 'Depth', 5)
  metrics.gauge('depth', 'Depth', 4)
  expect(metrics.render()).toBe(
    [
      '# HELP a_total As',
      '# TYPE a_total counter',
      'a_total{kind="x"} 3',
      'a_total{kind="y"} 1',
      '# HELP depth Depth',
      '# TYPE depth gauge',
      'depth 4',
      '',
    ].join('\n'),
  )
})

test('a histogram counts each value in every bucket that it fits', () => {
  const metrics = createMetrics()
  for (const seconds of [0.004, 0.3, 90]) metrics.observe('t_seconds', 'Time', seconds)
  const text = metrics.render()
  expect(text).toContain('t_seconds_bucket{le="0.005"} 1\n')
  expect(text).toContain('t_seconds_bucket{le="0.5"} 2\n')
  expect(text).toContain('t_seconds_bucket{le="60"} 2\n')
  expect(text).toContain('t_seconds_bucket{le="+Inf"} 3\n')
  expect(text).toContain('t_seconds_sum 90.304\nt_seconds_count 3\n')
})

test('label values are escaped', () => {
  const metrics = createMetrics()
  metrics.count('a_total', 'As', { name: 'a"b\\c\nd' })
  expect(metrics.render()).toContain('a_total{name="a\\"b\\\\c\\nd"} 1\n')
})
