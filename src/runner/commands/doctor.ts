import { resolve } from 'node:path'
import { runProcess } from '../../sandbox/run-process.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { writeJson } from '../workspace/write-json.ts'

type Tool = {
  readonly name: string
  readonly command: readonly string[]
  readonly needed: string
  readonly fix: string
  enough(version: string): boolean
}

const atLeast =
  (...floor: readonly number[]) =>
  (text: string): boolean => {
    const parts = /(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number) ?? []
    const [major = 0, minor = 0] = parts
    return major > (floor[0] ?? 0) || (major === floor[0] && minor >= (floor[1] ?? 0))
  }

// floors: git merge-tree --write-tree came with 2.38; type stripping without a flag with Node 22.18; probes are tried from Python 3.8 on
const TOOLS: readonly Tool[] = [
  { name: 'git', command: ['git', '--version'], needed: '2.38', fix: 'install git 2.38 or newer', enough: atLeast(2, 38) },
  { name: 'node', command: ['node', '--version'], needed: '20.0, brings its own 24', fix: 'install Node 24', enough: atLeast(20, 0) },
  {
    name: 'python',
    command: ['python3', '--version'],
    needed: '3.8, for pytest',
    fix: 'install Python 3 where repositories use pytest',
    enough: atLeast(3, 8),
  },
]

/** `suture doctor`: what is missing on this machine and how to get it. Exit 0 when nothing is, 3 otherwise. */
export const doctor: CliCommand = (program, context) => {
  program
    .command('doctor')
    .description('what is missing on this machine, and how to get it')
    .option('--json <file>', 'write the findings here')
    .action((options: { readonly json?: string }) => examine(options, context))
}

async function examine(options: { readonly json?: string }, context: CommandContext): Promise<void> {
  const findings = await Promise.all(
    TOOLS.map(async ({ name, command, needed, fix, enough }) => {
      const result = await runProcess(command, { cwd: context.cwd, env: context.env, timeoutMs: 20_000, outputLimitBytes: 10_000 })
      const version = result.code === 0 ? `${result.stdout}${result.stderr}`.trim() : null
      const good = version !== null && enough(version)
      return { tool: name, version, needed, good, fix: good ? '' : fix }
    }),
  )
  for (const { tool, version, needed, good, fix } of findings)
    context.print(`${good ? 'ok     ' : 'missing'}  ${tool}: ${version ?? 'not found'} (needs ${needed})${fix ? `: ${fix}` : ''}`)
  if (options.json) await writeJson(resolve(context.cwd, options.json), findings)
  context.exit(findings.every(({ good }) => good) ? 0 : 3)
}
