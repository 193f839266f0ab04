import { z } from 'zod'
import { FrameworkName } from '../framework-name.ts'
import { FileRef, TestRef } from '../test-ref.ts'
import { MutantRef, MutantRuns } from './mutant-runs.ts'
import { RunConditions, UnmetCondition } from './run-conditions.ts'
import { TestCoverage } from './test-coverage.ts'

/** A stack frame; `file` is relative to the repository, or `null` for frames outside of it. Innermost frame last. */
export const Frame = z.object({ file: z.string().nullable(), line: z.number().int(), function: z.string() })
export type Frame = Readonly<z.infer<typeof Frame>>

/**
 * One compared value: a source literal where it can be written as one, and what the framework would print. `expression` writes what is
 * more than a literal, by constructors with the names of their classes; absent where the literal says it, or where that can't be done.
 */
const ProbedValue = z.object({ literal: z.string().nullable(), text: z.string(), type: z.string(), expression: z.string().optional() })
export type ProbedValue = Readonly<z.infer<typeof ProbedValue>>

/** What a probe saw of one failure. `expected` and `actual` are null where nothing was compared. */
export const ProbedFailure = z.object({
  phase: z.enum(['collect', 'setup', 'call', 'teardown']),
  exception: z.string(),
  /** The language's own classes that the exception's class descends from, nearest first; absent if the probe does not know. */
  bases: z.array(z.string()).optional(),
  message: z.string(),
  stack: z.string(),
  frames: z.array(Frame),
  expected: ProbedValue.nullable(),
  actual: ProbedValue.nullable(),
})
export type ProbedFailure = Readonly<z.infer<typeof ProbedFailure>>

/** `inProduct`: the framework found it in a file of the product or of its documents, as it finds doctests and in-source tests. */
const inProduct = z.boolean().optional()

/** One outcome of one test in one of Suture's own runs. `left`: what it left open in the process, such as `1 sockets`. */
export const ProbedTest = TestRef.extend({
  inProduct,
  line: z.number().int().nullable(),
  outcome: z.enum(['passed', 'failed', 'errored', 'skipped']),
  durationMs: z.number(),
  failure: ProbedFailure.nullable(),
  left: z.array(z.string()).optional(),
})
export type ProbedTest = Readonly<z.infer<typeof ProbedTest>>

/**
 * What one run showed of a test file as a whole. `errored`: it did not load (`failure.phase` is `collect`), or failed outside of its
 * tests. `skipped`: it was skipped before its tests were known. A file that loads, and fails only in its tests, has none.
 */
export const ProbedFile = FileRef.extend({
  inProduct,
  outcome: z.enum(['errored', 'skipped']),
  durationMs: z.number(),
  failure: ProbedFailure.nullable(),
})
export type ProbedFile = Readonly<z.infer<typeof ProbedFile>>

/**
 * What the project asks of its framework and our runs do without, because it would soften them: tries after the first, writing snapshots.
 * `own_retries` are told, and stay: tests that try again by code of their own. `by` names the setting as a reader finds it.
 */
export const Withheld = z.object({ what: z.enum(['retries', 'snapshot_updates', 'own_retries']), by: z.string().max(200) })
export type Withheld = Readonly<z.infer<typeof Withheld>>

/**
 * What to run: whole files, and of them only these tests where `testIds` is not empty (a path among them: all of that file). `coverage`
 * asks for the executed lines as well, `fresh` for a new process, as verdicts and acceptances need, `alone` for one that no other was the parent of: it draws
 * everything that a process draws when it begins, such as Python's hash seed. `collect` lets the framework choose:
 * of `files` it runs those from which it collects tests by itself. Every run starts with the same home folder and no temporary files,
 * except with `secondRun`: then the files of an earlier run of the same tests are still there. With `mutants` no test is reported: they
 * are run to see which of these faults they notice. With `repeats` the tests are to pass so many times besides, in this run: a framework that
 * cannot do that leaves it out.
 * `listed` runs the tests in the order of `testIds`; `conditions` is what an experiment changes. `forks` are lists of tests, an empty one for all: each
 * is run in its order from the state in which no test had run, and no other run is made; a framework that cannot do that leaves them out.
 */
export const RunRequest = z.object({
  files: z.array(z.string()),
  testIds: z.array(z.string()),
  coverage: z.boolean().default(false),
  fresh: z.boolean().default(false),
  alone: z.boolean().default(false),
  secondRun: z.boolean().default(false),
  collect: z.boolean().default(false),
  mutants: z.array(MutantRef).optional(),
  repeats: z.number().int().nonnegative().default(0),
  listed: z.boolean().default(false),
  conditions: RunConditions.optional(),
  forks: z.array(z.array(z.string())).optional(),
})
export type RunRequest = Readonly<z.input<typeof RunRequest>>

/**
 * One run. `completed`: the framework ran, `tests` and `fileOutcomes` say how. `broken`: it could not start, or died before it could say anything,
 * `reason` and the end of its output say why. `timed_out`: `tests` holds what was seen until then.
 * `coverage` is null where nobody asked for it.
 * `repeated` are the repetitions of the run that were made, each from the state in which no test had run, with the tests that failed in them.
 * `forks` are the first of those that were asked for: after one that left files behind, none is made.
 * `unmet` are conditions that could not be made: the run says nothing of them.
 * `setUp` are files that the framework's configuration loads before the tests.
 * `productFiles` are the product modules that were loaded from the workspace, `outsideFiles` those that should have been but were loaded from elsewhere.
 */
export const TestRun = z.object({
  framework: FrameworkName,
  status: z.enum(['completed', 'broken', 'timed_out']),
  reason: z.string(),
  output: z.string(),
  durationMs: z.number(),
  tests: z.array(ProbedTest),
  fileOutcomes: z.array(ProbedFile),
  missingTestIds: z.array(z.string()),
  productFiles: z.array(z.string()),
  outsideFiles: z.array(z.string()),
  setUp: z.array(z.string()).optional(),
  coverage: TestCoverage.nullable().default(null),
  withheld: z.array(Withheld).default([]),
  mutants: MutantRuns.optional(),
  repeated: z.array(z.object({ failed: z.array(z.string()) })).optional(),
  forks: z.array(z.object({ tests: z.array(ProbedTest) })).optional(),
  unmet: z.array(UnmetCondition).optional(),
})
export type TestRun = Readonly<z.infer<typeof TestRun>>
