import { z } from 'zod'

/**
 * What is different in a run from how the project starts its tests: each is one factor of an experiment, and absent where nothing changes.
 * `order`: `reversed`, or shuffled by this seed; Jest and Vitest keep their files apart, so there it is the order within each file.
 * `hashSeed`: of Python's sets and dictionaries of names. `randomSeed`: of the generators of numbers that everybody shares, before each test.
 * `clock`: the time at which the run seems to start, in ISO 8601; it goes on from there. `wholeSeconds`: it jumps to the next full second before each test. `zone`: an IANA name. `network`: nothing but this machine answers.
 * `processors`: how many the tests get. `load`: other programs keep all of them busy. `patience`: what a test file itself waits takes so many
 * times as long. `workers`: processes that share the tests. `turns`: threads of one process are not interrupted by each other; in Node that is the
 * pool of threads which reads files, where one thread is left.
 */
export const RunConditions = z
  .object({
    order: z.union([z.literal('reversed'), z.number().int().nonnegative()]),
    hashSeed: z.number().int().nonnegative(),
    randomSeed: z.number().int().nonnegative(),
    clock: z.iso.datetime(),
    wholeSeconds: z.literal(true),
    zone: z.string(),
    network: z.literal('off'),
    processors: z.literal(1),
    load: z.literal(true),
    patience: z.number().positive(),
    workers: z.number().int().positive(),
    turns: z.literal('long'),
  })
  .partial()
export type RunConditions = Readonly<z.infer<typeof RunConditions>>

/** A condition that could not be made, and why not. */
export const UnmetCondition = z.object({ condition: z.keyof(RunConditions), reason: z.string() })
export type UnmetCondition = Readonly<z.infer<typeof UnmetCondition>>
