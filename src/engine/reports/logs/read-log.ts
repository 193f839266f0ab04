import { type LogClassifier, logClassifier } from '../classes/log-classifier.ts'
import { addCounts, NO_TESTS, type Reading } from '../reading.ts'
import type { ReportLimits } from '../report-limits.ts'
import { decodeText } from '../text/decode-text.ts'
import { lineCleaner } from '../text/line-cleaner.ts'
import { splitLines } from '../text/split-lines.ts'
import { type CheckoutReader, checkoutReader } from './checked-out-commit.ts'
import { dockerRecap } from './docker-recap.ts'
import type { LogFindings, LogParser } from './grammar.ts'
import { logGrammars } from './index.ts'
import { type LogEnd, logEnd } from './log-end.ts'

/** More lanes than this are read as one: a hostile log could open one for each line. */
const MAX_LANES = 32

/** A CI log of any framework, as a stream: what was counted, which tests failed, and what kind of failure the whole is. */
export async function readLog(name: string, bytes: AsyncIterable<Uint8Array>, limits: ReportLimits): Promise<Reading> {
  const lanes = new Map<string, readonly LogParser[]>()
  const classifier = logClassifier()
  const checkout = checkoutReader()
  const end = logEnd()
  const isRecap = dockerRecap()
  const cleaned = lineCleaner()
  let number = 0
  let last: { readonly lane: string; readonly parsers: readonly LogParser[] } | null = null

  function parsersOf(lane: string): readonly LogParser[] {
    if (last?.lane === lane) return last.parsers
    const key = lanes.size < MAX_LANES || lanes.has(lane) ? lane : ''
    const parsers = lanes.get(key) ?? logGrammars.map((grammar) => grammar.start(limits))
    lanes.set(key, parsers)
    last = { lane, parsers }
    return parsers
  }

  for await (const batch of splitLines(decodeText(bytes), limits.maxLine)) {
    for (const raw of batch) {
      number++
      const { text, lane } = cleaned(raw)
      if (isRecap(text)) continue
      const parsers = parsersOf(lane)
      for (let index = 0; index < parsers.length; index++) parsers[index]?.feed(text, number)
      if (text === '') continue
      classifier.feed(text)
      checkout.feed(text)
      end.feed(text)
    }
  }
  return conclude(name, lanes, { classifier, checkout, end })
}

type Readers = { readonly classifier: LogClassifier; readonly checkout: CheckoutReader; readonly end: LogEnd }

function conclude(name: string, lanes: ReadonlyMap<string, readonly LogParser[]>, { classifier, checkout, end }: Readers): Reading {
  const all: { readonly framework: string; readonly findings: LogFindings }[] = []
  for (const parsers of lanes.values()) {
    parsers.forEach((parser, index) => {
      all.push({ framework: logGrammars[index]?.framework ?? '', findings: parser.finish() })
    })
  }
  const isCut = end.isCut()
  const tree = checkout.found()
  const counts = all.reduce((sum, { findings }) => addCounts(sum, findings.counts), NO_TESTS)
  const failures = all.flatMap(({ findings }) => findings.failures).sort((a, b) => a.span[0] - b.span[0])
  const started = all.some(({ findings }) => findings.started)
  const isUnfinished = all.some(({ findings }) => findings.isUnfinished)
  const main = all.filter(({ findings }) => findings.started).sort((a, b) => weight(b.findings) - weight(a.findings))[0]
  return {
    report: {
      file: name,
      framework: main?.framework ?? classifier.framework(),
      class: classifier.conclude({ counts, failures: failures.length, started, isUnfinished, isCut }),
      counts,
      failures,
      ...(isUnfinished || isCut ? { truncated: true } : {}),
    },
    cases: [],
    casesOmitted: counts.run + counts.skipped,
    started,
    isReport: true,
    ...(tree ? { checkout: tree } : {}),
  }
}

function weight({ counts, failures }: LogFindings): number {
  return counts.run + counts.skipped + failures.length
}
