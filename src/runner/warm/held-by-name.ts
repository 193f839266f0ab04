/** Files that frameworks, transformers and bundlers read once and keep: another text of one of them needs a new process. */
const HELD =
  /(?:^|\/)(?:package(?:-lock)?\.json|pnpm-(?:lock|workspace)\.yaml|yarn\.lock|\.yarnrc\.yml|\.npmrc|\.pnp\.[^/]+|[jt]sconfig[^/]*\.json|\.babelrc[^/]*|\.swcrc|\.browserslistrc|\.env[^/]*|[^/]*\.config\.[^/]+|(?:jest|vite|vitest|babel|webpack|rollup)[^/]*\.[cm]?[jt]sx?|(?:jest|vitest)[^/]*\.json)$/

export function isHeldByName(path: string): boolean {
  return HELD.test(path)
}
