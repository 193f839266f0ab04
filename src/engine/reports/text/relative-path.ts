/** Where the usual CI machines check a repository out, up to and including the checkout's own folder. */
const CHECKOUTS = [
  /^\/(?:home|Users)\/runner\/work\/[^/]+\/[^/]+\//,
  /^\/github\/workspace\//,
  /^\/__w\/[^/]+\/[^/]+\//,
  /^[A-Za-z]:\/a\/[^/]+\/[^/]+\//,
  /^\/(?:home\/circleci|root)\/(?:project|repo)\//,
]

/** A path as the repository names it, with `/`; a path outside of any known checkout keeps its form. */
export function relativePath(path: string): string {
  const slashed = path.replace(/^file:\/\/(?=\/)/, '').replaceAll('\\', '/')
  for (const checkout of CHECKOUTS) {
    const rest = slashed.replace(checkout, '')
    if (rest !== slashed) return rest
  }
  return slashed.replace(/^\.\//, '')
}
