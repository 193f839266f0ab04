import type { WorldRepository } from '../world/repository.ts'
import { seen } from '../world/seen.ts'
import type { World } from '../world.ts'
import { type Narrated, narrate } from './narrator.ts'
import { paint } from './paint.ts'
import { showAnswer } from './show-answer.ts'
import type { End, Story } from './stories.ts'

export interface Told extends Narrated {
  readonly story: Story
  /** '' where the answer is the right one */
  readonly wrong: string
}

const RESULT = 'SELECT result FROM healing WHERE head_sha = $1'

async function endOf(world: World, repository: WorldRepository, broken: End['broken']): Promise<End> {
  const rows = await world.watch.rows<{ result: { answers: readonly { verdict: string }[] } | null }>(RESULT, [broken.sha])
  const { repairs, runs } = await seen(world, repository, broken)
  const verdicts = rows.flatMap(({ result }) => result?.answers ?? []).map(({ verdict }) => verdict)
  return { repository, broken, verdicts, repair: repairs[0], runs: runs.length }
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
  const narrated = await narrate(world, repository, () => story.breakIt(repository), print)
  const { broken } = narrated
  print(`\n${await showAnswer(repository, broken)}`)
  if (story.follow !== undefined) {
    const before = repository.state.comments.length
    print(`  ${paint.bold(story.followTitle ?? '')}\n`)
    const follow = async () => {
      await story.follow?.(repository, broken)
      return broken
    }
    await narrate(world, repository, follow, print)
    print(`\n${await showAnswer(repository, broken, before)}`)
  }
  const wrong = await story.judge(await endOf(world, repository, broken), world)
  print(wrong === '' ? `  ${paint.green('✔')} Right: ${story.right}.` : `  ${paint.red('✘')} Wrong: ${wrong}.`)
  return { ...narrated, story, wrong }
}
