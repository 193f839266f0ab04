import { z } from 'zod'

const Id = z.number().int().positive()

export const InstallationPayload = z.object({
  id: Id,
  account: z.object({ login: z.string(), type: z.string().default('Organization') }),
  permissions: z.record(z.string(), z.string()).default({}),
  events: z.array(z.string()).default([]),
  suspended_at: z.string().nullish(),
})
export type InstallationPayload = z.infer<typeof InstallationPayload>

export const RepositoryPayload = z.object({ id: Id, full_name: z.string(), private: z.boolean(), default_branch: z.string().optional() })
export type RepositoryPayload = z.infer<typeof RepositoryPayload>
