/** One file of a unified diff: its hunks, without the headers that name the file. */
export type PatchedFile = { readonly path: string; readonly diff: string }

/** The files of a unified diff in git's form, in its order. */
export function patchedFiles(patch: string): readonly PatchedFile[] {
  return patch.split(/^(?=diff --git )/m).flatMap((part) => {
    const path = /^\+\+\+ b\/(.+)$/m.exec(part)?.[1]
    const from = part.search(/^@@ /m)
    return path === undefined || from < 0 ? [] : [{ path, diff: part.slice(from).trimEnd() }]
  })
}
