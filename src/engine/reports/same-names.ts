import type { Reading, ReadingRefusal, ReportReading } from './reading.ts'

/** Reports in which different tests have one name since characters that cannot be kept were replaced: they count as one. */
export function sameNames(found: ReportReading, clean: ReportReading): readonly ReadingRefusal[] {
  return found.readings.flatMap((reading, index) => {
    const other = clean.readings[index]
    if (other === undefined || other === reading) return []
    const lost = Math.max(listed(reading) - listed(other), failing(reading) - failing(other))
    if (lost <= 0) return []
    const detail = `${lost + 1} or more tests have names that differ only in characters that cannot be shown; they count as one`
    return [{ name: other.report.file, reason: 'same_name', detail }]
  })
}

/** How many names there are. */
function listed({ cases }: Reading): number {
  return new Set(cases.map(({ testId, suite, name, parameters }) => JSON.stringify([testId, suite, name, parameters]))).size
}

function failing({ report: { failures } }: Reading): number {
  return new Set(failures.map(({ testId, name }) => JSON.stringify([testId, name]))).size
}
