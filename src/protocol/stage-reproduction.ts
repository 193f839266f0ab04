import { z } from 'zod'
import { Reproduction } from '../model/reproduction.ts'
import { RunMachine } from '../model/runs/run-machine.ts'
import { HealJob } from './heal-job.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** What the job `reproduce` leaves for the jobs after it; they read the sources from git themselves. */
export const StageReproduction = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  job: HealJob,
  head: z.string(),
  base: z.string(),
  machine: RunMachine,
  reproductions: z.array(Reproduction),
  frameworkMs: z.number(),
  ownMs: z.number(),
})
export type StageReproduction = Readonly<z.infer<typeof StageReproduction>>
