/** One entry of a commit's tree. `text` is null for what is no text: binary, too large, a symbolic link. */
export type TreeFile = { readonly mode: '100644' | '100755' | '120000'; readonly text: string | null }

/** A commit's files by path, as the server fetched them. Not `isComplete`: something went beyond a limit and is missing here. */
export type Tree = { readonly files: ReadonlyMap<string, TreeFile>; readonly isComplete: boolean }

/** Whether a path may be a file of a repository: relative, no `..`, no empty or `.git` part, nothing that a shell or a page trips over. */
export function isCleanPath(path: string): boolean {
  if (path === '' || path.length > 1024 || path.startsWith('/') || path.includes('\\') || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path))
    return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')
}
