import { fullName, type Repository } from '../state.ts'
import type { World } from '../world.ts'
import { userShape } from './user.ts'

export function repositoryShape(world: World, repository: Repository) {
  const name = fullName(repository)
  return {
    ...{ id: repository.id, node_id: `R_${repository.id}`, name: repository.name, full_name: name },
    ...{ private: repository.isPrivate === true, visibility: repository.isPrivate ? 'private' : 'public' },
    ...{ owner: userShape(repository.owner), default_branch: repository.defaultBranch, fork: repository.parent !== null, has_issues: true },
    ...{
      url: `${world.apiUrl}/repos/${name}`,
      html_url: `${world.url}/${name}`,
      clone_url: `${world.url}/${name}.git`,
      archived: false,
      disabled: false,
    },
  }
}
