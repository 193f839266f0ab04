import type { Broken, WorldRepository } from '../world/repository.ts'
import { paint } from './paint.ts'
import { framed, terminalMarkdown } from './terminal-markdown.ts'

const DIFF_CONTEXT = 1

function coloured(line: string): string {
  if (line.startsWith('diff --git ')) return paint.bold(line.replace(/^diff --git a\/(\S+) .*/, '$1'))
  if (line.startsWith('@@')) return paint.dim(line)
  if (line.startsWith('+')) return paint.green(line)
  return line.startsWith('-') ? paint.red(line) : line
}

const isNoise = (line: string): boolean => /^(?:index |--- |\+\+\+ )/.test(line)

/** What stands on GitHub when the healing is over: pull request and diff, the comments from the `since`th on, the check. */
export async function showAnswer(repository: WorldRepository, { pull, sha }: Broken, since?: number): Promise<string> {
  const { pulls, comments, checkRuns, git } = repository.state
  const parts: string[] = []
  const repair = since === undefined ? pulls.find(({ user, baseRef }) => user === 'suture[bot]' && baseRef === pull.headRef) : undefined
  if (repair !== undefined) {
    parts.push(framed(`Pull request #${repair.number}: ${repair.title}`, terminalMarkdown(repair.body ?? '', { isDiffElsewhere: true })))
    const diff = await git('diff', `-U${DIFF_CONTEXT}`, `${sha}..${repair.headRef}`)
    const lines = diff.split('\n').filter((line) => !isNoise(line))
    parts.push(framed(`Files changed in #${repair.number}`, lines.map(coloured)))
  }
  for (const { number, user, body, reactions } of comments.slice(since ?? 0)) {
    if (number !== pull.number) continue
    const seen = reactions.map(({ content }) => ` :${content}:`).join('')
    parts.push(framed(`${user} on pull request #${number}${seen}`, terminalMarkdown(body)))
  }
  const check = checkRuns.findLast((each) => each.app === 'suture' && each.headSha === sha)
  if (check !== undefined && since === undefined)
    parts.push(`  ${paint.bold(`Check ${check.name}`)}: ${check.conclusion}, "${check.output.title}"\n`)
  return parts.join('\n')
}
