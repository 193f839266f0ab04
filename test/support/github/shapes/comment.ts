import { type Comment, fullName, type Reaction, type Repository } from '../state.ts'
import type { World } from '../world.ts'
import { userShape } from './user.ts'

export const reactionShape = ({ id, user, content }: Reaction) => ({
  id,
  node_id: `RE_${id}`,
  user: userShape(user),
  content,
  created_at: '2026-01-01T00:00:00Z',
})

export function commentShape(world: World, repository: Repository, comment: Comment) {
  const address = `${world.apiUrl}/repos/${fullName(repository)}/issues`
  return {
    ...{ id: comment.id, node_id: `IC_${comment.id}`, body: comment.body, user: userShape(comment.user), created_at: comment.createdAt },
    ...{ updated_at: comment.updatedAt, url: `${address}/comments/${comment.id}`, issue_url: `${address}/${comment.number}` },
    html_url: `${world.url}/${fullName(repository)}/pull/${comment.number}#issuecomment-${comment.id}`,
    author_association: authorAssociation(repository, comment.user),
  }
}

export function authorAssociation(repository: Repository, login: string): string {
  if (login === repository.owner) return 'OWNER'
  return repository.collaborators.has(login) ? 'COLLABORATOR' : 'NONE'
}
