import { byId, type Call, type Handlers, notFound, textOf } from '../route.ts'
import { commentShape, reactionShape } from '../shapes/comment.ts'
import { labelShape } from '../shapes/pull.ts'
import type { Comment, Pull } from '../state.ts'

function pullOf(call: Call): Pull {
  const found = call.repository.pulls.find(({ number }) => String(number) === call.params['issue_number'])
  if (found === undefined) throw notFound()
  return found
}

const commentOf = (call: Call): Comment => byId(call.repository.comments, call.params['comment_id'])
const answer = (call: Call, comment: Comment, status = 200) => ({ status, body: commentShape(call.world, call.repository, comment) })

function createComment(call: Call) {
  const { number } = pullOf(call)
  const at = call.world.now()
  const comment: Comment = {
    ...{
      id: call.world.nextId(),
      number,
      user: call.login,
      body: textOf(call.body, 'body') ?? '',
      createdAt: at,
      updatedAt: at,
      reactions: [],
    },
  }
  call.repository.comments.push(comment)
  call.world.background.add(() => call.world.webhooks.issueComment(call.repository, comment))
  return answer(call, comment, 201)
}

function updateComment(call: Call) {
  const comment = commentOf(call)
  comment.body = textOf(call.body, 'body') ?? ''
  comment.updatedAt = call.world.now()
  return answer(call, comment)
}

function deleteComment(call: Call) {
  call.repository.comments.splice(call.repository.comments.indexOf(commentOf(call)), 1)
  return { status: 204 }
}

function listComments(call: Call) {
  const { number } = pullOf(call)
  const { items, headers } = call.page(call.repository.comments.filter((comment) => comment.number === number))
  return { status: 200, headers, body: items.map((comment) => commentShape(call.world, call.repository, comment)) }
}

function addLabels(call: Call) {
  const { labels } = pullOf(call)
  const given = Array.isArray(call.body) ? call.body : call.body['labels']
  const names = (Array.isArray(given) ? given : []).map((label: unknown) =>
    typeof label === 'string' ? label : String(Object(label).name),
  )
  labels.push(...names.filter((name) => !labels.includes(name)))
  return { status: 200, body: labels.map(labelShape) }
}

function removeLabel(call: Call) {
  const { labels } = pullOf(call)
  const at = labels.indexOf(call.params['name'] ?? '')
  if (at < 0) throw notFound()
  labels.splice(at, 1)
  return { status: 200, body: labels.map(labelShape) }
}

function react(call: Call) {
  const { reactions } = commentOf(call)
  const content = textOf(call.body, 'content') ?? ''
  const known = reactions.find((reaction) => reaction.user === call.login && reaction.content === content)
  if (known !== undefined) return { status: 200, body: reactionShape(known) }
  const made = { id: call.world.nextId(), user: call.login, content }
  reactions.push(made)
  return { status: 201, body: reactionShape(made) }
}

function unreact(call: Call) {
  const { reactions } = commentOf(call)
  reactions.splice(reactions.indexOf(byId(reactions, call.params['reaction_id'])), 1)
  return { status: 204 }
}

function listReactions(call: Call) {
  const { items, headers } = call.page(commentOf(call).reactions)
  return { status: 200, headers, body: items.map(reactionShape) }
}

export const issueRoutes: Handlers = {
  'issues/create-comment': createComment,
  'issues/update-comment': updateComment,
  'issues/delete-comment': deleteComment,
  'issues/list-comments': listComments,
  'issues/get-comment': (call) => answer(call, commentOf(call)),
  'issues/add-labels': addLabels,
  'issues/remove-label': removeLabel,
  'issues/list-labels-on-issue': (call) => ({ status: 200, body: pullOf(call).labels.map(labelShape) }),
  'reactions/create-for-issue-comment': react,
  'reactions/delete-for-issue-comment': unreact,
  'reactions/list-for-issue-comment': listReactions,
}
