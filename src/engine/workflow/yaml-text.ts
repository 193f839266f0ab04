/** An expression that GitHub evaluates. */
export function expression(text: string): string {
  return `$\{{ ${text} }}`
}

/** A YAML string in single quotes. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
