import { z } from 'zod'

/**
 * One test, by its parts. `id` is how results name it: as pytest prints it, `path > describe > title` for Jest and Vitest. `file` is
 * relative to the repository, with `/`. `suite` are the classes or describe blocks around it, outermost first. `row` are the parameters
 * of a row as they are printed, without brackets; `null` where the test has none, or where the framework prints rows as plain titles.
 */
export const TestRef = z.object({
  kind: z.literal('test'),
  id: z.string(),
  file: z.string(),
  suite: z.array(z.string()),
  name: z.string(),
  row: z.string().nullable(),
})
export type TestRef = Readonly<z.infer<typeof TestRef>>

/** A test file as a whole: no test of it is known because it did not load, or all of it was asked for. `id` is its path. */
export const FileRef = z.object({ kind: z.literal('file'), id: z.string(), file: z.string() })
export type FileRef = Readonly<z.infer<typeof FileRef>>

/** The framework itself, which did not come as far as any file. `id` and `file` are its name, which is what results show. */
const FrameworkRef = z.object({ kind: z.literal('framework'), id: z.string(), file: z.string() })

/** What a healing gives an answer for. */
export const Subject = z.discriminatedUnion('kind', [TestRef, FileRef, FrameworkRef])
export type Subject = Readonly<z.infer<typeof Subject>>

export function fileRef(file: string): FileRef {
  return { kind: 'file', id: file, file }
}

/** The last part of what a reader knows it by: `test_total[1-x]`, `adds up`, `test_cart.py`. */
export function subjectTitle(subject: Subject): string {
  if (subject.kind === 'test') return subject.row === null ? subject.name : `${subject.name}[${subject.row}]`
  return subject.id.slice(subject.id.lastIndexOf('/') + 1)
}
