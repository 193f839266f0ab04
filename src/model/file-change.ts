import { z } from 'zod'

/** A file's text on both sides of a change; `null` means that the file does not exist on that side. */
export const FileChange = z.object({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type FileChange = Readonly<z.infer<typeof FileChange>>
