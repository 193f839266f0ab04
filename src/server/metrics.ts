type Labels = Readonly<Record<string, string>>
type Kind = 'counter' | 'gauge' | 'histogram'
type Series = { readonly labels: Labels; value: number; sum: number; readonly counts: number[] }
type Metric = { readonly kind: Kind; readonly help: string; readonly series: Map<string, Series> }

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] // seconds

/** What the process counts. Names end as Prometheus wants: `_total` for a counter, `_seconds` for a histogram. */
export type Metrics = {
  count(name: string, help: string, labels?: Labels, by?: number): void
  gauge(name: string, help: string, value: number, labels?: Labels): void
  observe(name: string, help: string, seconds: number, labels?: Labels): void
  /** Everything in Prometheus's text format, version 0.0.4. */
  render(): string
}

export function createMetrics(): Metrics {
  const metrics = new Map<string, Metric>()
  const series = (name: string, kind: Kind, help: string, labels: Labels): Series => {
    const metric = metrics.get(name) ?? { kind, help, series: new Map() }
    metrics.set(name, metric)
    const key = labelText(labels)
    const found = metric.series.get(key) ?? { labels, value: 0, sum: 0, counts: BUCKETS.map(() => 0) }
    metric.series.set(key, found)
    return found
  }
  return {
    count: (name, help, labels = {}, by = 1) => {
      series(name, 'counter', help, labels).value += by
    },
    gauge: (name, help, value, labels = {}) => {
      series(name, 'gauge', help, labels).value = value
    },
    observe: (name, help, seconds, labels = {}) => {
      const found = series(name, 'histogram', help, labels)
      found.value += 1
      found.sum += seconds
      for (const [index, bound] of BUCKETS.entries()) if (seconds <= bound) found.counts[index] = (found.counts[index] ?? 0) + 1
    },
    render: () => [...metrics].map(([name, metric]) => renderMetric(name, metric)).join(''),
  }
}

function renderMetric(name: string, { kind, help, series }: Metric): string {
  const lines = [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`]
  for (const { labels, value, sum, counts } of series.values()) {
    if (kind !== 'histogram') {
      lines.push(`${name}${labelText(labels)} ${value}`)
      continue
    }
    for (const [index, bound] of BUCKETS.entries())
      lines.push(`${name}_bucket${labelText({ ...labels, le: String(bound) })} ${counts[index]}`)
    lines.push(`${name}_bucket${labelText({ ...labels, le: '+Inf' })} ${value}`)
    lines.push(`${name}_sum${labelText(labels)} ${sum}`, `${name}_count${labelText(labels)} ${value}`)
  }
  return `${lines.join('\n')}\n`
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (c) => (c === '\n' ? '\\n' : `\\${c}`))}"`,
  )
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}
