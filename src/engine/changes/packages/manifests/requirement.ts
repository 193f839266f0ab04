const NAME = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*/

/**
 * One requirement of Python's packages, `name[extra]>=1,<2; marker`, as its name and what it asks for: `1.2` for `==1.2`, `*` for any.
 * Null where the text is none.
 */
export function requirement(text: string): readonly [name: string, version: string] | null {
  const plain = text.trim()
  const name = NAME.exec(plain)
  const rest =
    name === null
      ? ''
      : plain
          .slice(name[0].length)
          .split(/\s*;|\s+#|\s+--/)[0]
          ?.trim()
  if (name?.[1] === undefined || rest === undefined || !/^(?:$|[=<>!~(]|@\s*\S)/.test(rest)) return null
  return [name[1], rest.replace(/^\((.*)\)$/, '$1').replace(/^==\s*(?=[^,]*$)/, '') || '*']
}
