/** Whether a path may be a file of a repository: relative, no `..`, no empty or `.git` part, nothing that a shell or a page trips over. */
export function isCleanPath(path: string): boolean {
  if (path === '' || path.length > 1024 || path.startsWith('/') || path.includes('\\') || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(path))
    return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && part.toLowerCase() !== '.git')
}
