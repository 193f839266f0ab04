import { type LogClassifier, logClassifier } from '../classes/log-classifier.ts'
import { addCounts, NO_TESTS, type Reading } from '../reading.ts'
import type { ReportLimits } from '../report-limits.ts'
import { decodeText } from '../text/decode-text.ts'
import { lineCleaner } from '../text/line-cleaner.ts'
import { splitLines } from '../text/split-lines.ts'
import { type CheckoutReader, checkoutReader } from './checked-out-commit.ts'
import { dockerRecap } from './docker-recap.ts'
import { type FailedStepReader, failedStepReader } from './failed-step.ts'
import type { LogFindings, LogParser } from './grammar.ts'
import { logGrammars } from './index.ts'
import { type LogEnd, logEnd } from './log-end.ts'
import { type SilenceReader, silenceReader } from './says-nothing.ts'

/** More lanes than this are read as one: a hostile log could open one for each line. */
const MAX_LANES = 32

/** Of one framework, in one stretch of the log without an omission. */
type Found = { readonly framework: string; readonly findings: LogFindings }

/**
 * A CI log of any framework, as a stream: what was counted, which tests failed, and what kind of failure the whole is.
 * Between two `parts` lines were left out: nothing that began before is taken to go on after.
 */
export async function readLog(name: string, parts: Iterable<AsyncIterable<Uint8Array>>, limits: ReportLimits): Promise<Reading> {
  const lanes = new Map<string, readonly LogParser[]>()
  const classifier = logClassifier()
  const checkout = checkoutReader()
  const end = logEnd()
  const silence = silenceReader()
  const failedStep = failedStepReader()
  const isRecap = dockerRecap()
  const cleaned = lineCleaner()
  const before: Found[] = []
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

  function leaveOut(): void {
    before.push(...foundIn(lanes))
    lanes.clear()
    last = null
  }

  let hasGap = false
  for await (const { lines, isAfterGap } of linesOf(parts, limits.maxLine)) {
    if (isAfterGap) leaveOut()
    hasGap ||= isAfterGap
    for (const raw of lines) {
      number++
      const { text, lane } = cleaned(raw)
      if (isRecap(text)) continue
      const parsers = parsersOf(lane)
      for (let index = 0; index < parsers.length; index++) parsers[index]?.feed(text, number)
      if (text === '') continue
      classifier.feed(text)
      checkout.feed(text)
      end.feed(text)
      silence.feed(text)
      failedStep.feed(text)
    }
  }
  return conclude(name, [...before, ...foundIn(lanes)], hasGap, { classifier, checkout, end, silence, failedStep })
}

type Batch = { readonly lines: readonly string[]; readonly isAfterGap: boolean }

async function* linesOf(parts: Iterable<AsyncIterable<Uint8Array>>, maxLine: number): AsyncGenerator<Batch> {
  let isFirst = true
  for (const part of parts) {
    let isAfterGap = !isFirst
    isFirst = false
    for await (const lines of splitLines(decodeText(part), maxLine)) {
      yield { lines, isAfterGap }
      isAfterGap = false
    }
  }
}

function foundIn(lanes: ReadonlyMap<string, readonly LogParser[]>): readonly Found[] {
  return [...lanes.values()].flatMap((parsers) =>
    parsers.map((parser, index) => ({ framework: logGrammars[index]?.framework ?? '', findings: parser.finish() })),
  )
}

type Readers = {
  readonly classifier: LogClassifier
  readonly checkout: CheckoutReader
  readonly end: LogEnd
  readonly silence: SilenceReader
  readonly failedStep: FailedStepReader
}

function conclude(name: string, all: readonly Found[], hasGap: boolean, readers: Readers): Reading {
  const { classifier, checkout, end, silence, failedStep } = readers
  const isCut = end.isCut()
  const tree = checkout.found()
  const saysNothing = silence.found()
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
      ...(isUnfinished || isCut || hasGap ? { truncated: true } : {}),
    },
    cases: [],
    casesOmitted: counts.run + counts.skipped,
    started,
    isReport: true,
    failedStep: failedStep.found(),
    ...(tree ? { checkout: tree } : {}),
    ...(saysNothing ? { saysNothing } : {}),
  }
}

function weight({ counts, failures }: LogFindings): number {
  return counts.run + counts.skipped + failures.length
}
