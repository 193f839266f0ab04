const CONFIGURATION = /\.(?:toml|cfg|ini|ya?ml|json)$/

/** Whether a file besides the source may name code: entry points, task lists. Documents do not count. */
export function isConfiguration(path: string): boolean {
  return CONFIGURATION.test(path)
}
