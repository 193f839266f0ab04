import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Where one file alone takes minutes, beginning with it keeps a run from ending on one core. */
const LONG: readonly RegExp[] = [/\/integration\/fixtures\//, /\/e2e\//, /\/support\/(actions|github)\//]

/** Files as Vitest orders them, but for those that are known to take long: they come first in their group. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification): readonly [group: number, place: number] => {
      const place = LONG.findIndex((pattern) => pattern.test(moduleId))
      return [project.config.sequence.groupOrder, place < 0 ? LONG.length : place]
    }
    return (await super.sort(files)).toSorted((left, right) => {
      const [[group, place], [otherGroup, otherPlace]] = [rank(left), rank(right)]
      return group - otherGroup || place - otherPlace
    })
  }
}
