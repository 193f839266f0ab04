import { z } from 'zod'
import { ProtocolVersion } from './version.ts'

/** The most machines that try factors at the same time: more than there are factors would have nothing to do. */
const MOST_LEGS = 8

/**
 * A hunt for flaky tests that the server asks of a runner. `head` is a commit of the default branch. `budgetMinutes` are those of all machines
 * together, without their set-up: part of them for the survey, part for cures where they are asked for, the rest shared by the `legs`, which
 * are numbered from 1.
 */
export const HuntJob = z.object({
  protocol: ProtocolVersion,
  task: z.literal('hunt'),
  hunt: z.uuid(),
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
  head: z.string().regex(/^[0-9a-f]{40}$/),
  legs: z.array(z.number().int().min(1).max(MOST_LEGS)).min(1).max(MOST_LEGS),
  budgetMinutes: z.number().min(1).max(100),
  /** Whether what is flaky is to be cured too. A workflow file of an older version has no job for that, and says nothing of it. */
  cure: z.boolean().default(false),
  settings: z.object({
    minRuns: z.number().int().min(1).max(200),
    maxRuns: z.number().int().min(1).max(1000),
    threshold: z.number().min(0).max(1),
    testFilesAdd: z.array(z.string()).default([]),
    testFilesExclude: z.array(z.string()).default([]),
  }),
})
export type HuntJob = Readonly<z.infer<typeof HuntJob>>
