export interface Annotation {
  readonly level: 'notice' | 'warning' | 'failure'
  readonly message: string
  readonly path: string | undefined
  readonly line: number
}

const COMMAND = /^\s*::([a-z-]+)(?: (.*?))?::(.*)$/
const LEVELS: Readonly<Record<string, Annotation['level']>> = { notice: 'notice', warning: 'warning', error: 'failure' }
const PASSED_ON = new Set(['group', 'endgroup', 'debug', 'add-matcher', 'remove-matcher', 'echo', 'save-state'])

const decode = (text: string) =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')

function properties(text = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split(',')
      .map((pair) => pair.trim().split('='))
      .map(([key = '', ...rest]) => [key, decode(rest.join('='))]),
  )
}

/** A job's log as GitHub serves it: a timestamp before each line, masks applied, workflow commands obeyed. */
export function openJobLog(secrets: readonly string[]) {
  const lines: string[] = []
  const masks = new Set(secrets.filter((secret) => secret !== ''))
  const annotations: Annotation[] = []
  let stopToken: string | undefined
  const write = (line: string) => {
    let shown = line
    for (const mask of masks) shown = shown.replaceAll(mask, '***')
    const micro = String(Math.floor((performance.now() % 1) * 10_000)).padStart(4, '0')
    lines.push(`${new Date().toISOString().replace('Z', `${micro}Z`)} ${shown}`)
  }
  const annotate = (name: string, details: Readonly<Record<string, string>>, message: string) => {
    const level = LEVELS[name]
    if (level !== undefined) annotations.push({ level, message, path: details['file'], line: Number(details['line'] ?? 1) })
    write(`##[${name}]${message}`)
  }

  /** One line that a step printed; `outputs` receives the still living `::set-output`. */
  const take = (line: string, outputs: Record<string, string>): void => {
    if (stopToken !== undefined) {
      if (line.trim() === `::${stopToken}::`) stopToken = undefined
      else write(line)
      return
    }
    const [, name, details, rest = ''] = COMMAND.exec(line) ?? []
    const message = decode(rest)
    if (name === undefined) write(line)
    else if (name in LEVELS) annotate(name, properties(details), message)
    else if (name === 'add-mask') masks.add(message)
    else if (name === 'stop-commands') stopToken = message
    else if (name === 'set-output') outputs[properties(details)['name'] ?? ''] = message
    else if (name === 'set-env' || name === 'add-path') annotate('error', {}, `The \`${name}\` command is disabled.`)
    else if (name === 'group' || name === 'endgroup') write(`##[${name}]${message}`)
    else if (!PASSED_ON.has(name)) write(line)
  }
  /** `stop-commands` ends with the step that asked for it. */
  const resume = () => {
    stopToken = undefined
  }
  return { write, take, annotate, annotations, text: () => lines.map((line) => `${line}\n`).join(''), resume }
}

export type JobLog = ReturnType<typeof openJobLog>
