import type { WorldRepository } from '../world/repository.ts'
import type { World } from '../world.ts'
import { narrate, type Step } from './narrator.ts'
import { paint } from './paint.ts'
import { showAnswer } from './show-answer.ts'
import type { End, Story } from './stories.ts'

export interface Told {
  readonly story: Story
  readonly wrong: string
  readonly ms: number
  readonly steps: readonly Step[]
}

const RESULT = 'SELECT result FROM healing WHERE head_sha = $1'

async function endOf(world: World, repository: WorldRepository, broken: End['broken'], runsBefore: number): Promise<End> {
  const rows = await world.watch.rows<{ result: { answers: readonly { verdict: string }[] } | null }>(RESULT, [broken.sha])
  return {
    ...{ repository, broken },
    verdicts: rows.flatMap(({ result }) => result?.answers ?? []).map(({ verdict }) => verdict),
    repair: repository.state.pulls.find(({ user, baseRef }) => user === 'suture[bot]' && baseRef === broken.pull.headRef),
    runs: repository.state.workflowRuns.filter(({ event }) => event === 'workflow_dispatch').length - runsBefore,
  }
}

/** Plays one story: prints its steps while they happen, then the answer as its reader sees it, then whether it is the right one. */
export async function tellStory(
  world: World,
  repository: WorldRepository,
  story: Story,
  number: number,
  print: (text: string) => void,
): Promise<Told> {
  print(`\n${paint.bold(`${number}. ${story.title}`)}\n`)
  const runsBefore = repository.state.workflowRuns.filter(({ event }) => event === 'workflow_dispatch').length
  const begun = performance.now()
  const { broken, steps } = await narrate(world, repository, () => story.breakIt(repository), print)
  const ms = performance.now() - begun
  print('')
  print(await showAnswer(repository, broken))
  if (story.follow !== undefined) {
    const last = repository.state.comments.length
    print(`  ${paint.bold(story.followTitle ?? '')}\n`)
    await narrate(
      world,
      repository,
      async () => {
        await story.follow?.(repository, broken)
        return broken
      },
      print,
    )
    print('')
    print(await showAnswer(repository, broken, last))
  }
  const end = await endOf(world, repository, broken, runsBefore)
  const wrong = await story.judge(end, world)
  print(wrong === '' ? `  ${paint.green('✔')} Right: ${story.right}.` : `  ${paint.red('✘')} Wrong: ${wrong}.`)
  return { story, wrong, ms, steps }
}
