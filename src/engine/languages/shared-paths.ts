const DATA =
  /\.(?:txt|json|jsonl|csv|tsv|db|sqlite3?|log|ya?ml|xml|pickle|pkl|dat|data|bin|tmp|lock|ini|toml|out|html?|md|png|jpe?g|pdf|cache|zip|gz)$/i
const FIXED = /^(?:\/tmp\/|\/var\/tmp\/|\.{1,2}\/)/

/** Whether a text names a file or a folder that tests write to and share: it looks like a path, and the repository has none there. */
export function isSharedPath(text: string, paths: ReadonlySet<string>): boolean {
  if (!/^[\w./~-]+$/.test(text) || (!DATA.test(text) && !FIXED.test(text))) return false
  const inside = text.replace(/^\.\//, '')
  return ![...paths].some((path) => path === inside || path.endsWith(`/${inside}`) || path.startsWith(`${inside.replace(/\/$/, '')}/`))
}

/** The last part of a path. */
export function lastName(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? path
}
