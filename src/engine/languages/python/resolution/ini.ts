/** The sections of an INI file, each key with its whole value: lines that are indented go on. */
export function readIni(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let section = new Map<string, string>()
  let key = ''
  for (const line of text.split(/\r?\n/)) {
    const heading = /^\[([^\]]+)\]/.exec(line)?.[1]
    const [, name, value = ''] = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line) ?? []
    if (heading !== undefined) {
      section = sections.get(heading) ?? new Map<string, string>()
      sections.set(heading, section)
    } else if (name !== undefined) {
      key = name
      section.set(key, value)
    } else if (/^\s+\S/.test(line)) section.set(key, `${section.get(key) ?? ''}\n${line.trim()}`)
  }
  return sections
}

/** `key = value` lines of a value, and lists over lines. */
export function listedIn(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(/[\n,]/)
    .map((one) => one.replace(/\s#.*$/, '').trim())
    .filter((one) => one !== '' && !one.startsWith('#'))
}
