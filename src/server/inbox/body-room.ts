/** How many bytes of bodies are held at once, over all requests. */
export type BodyRoom = {
  /** Takes room for `bytes`, as soon as there is some; null where there was none within the time. Whoever took it gives it back. */
  take(bytes: number): Promise<(() => void) | null>
  held(): number
  /** The most that was ever held. */
  most(): number
}

export type RoomLimits = {
  /** Bodies of up to so many bytes have a room of their own, so that large ones never delay them. */
  readonly small: number
  readonly smallRoom: number
  /** Must hold the largest body. */
  readonly largeRoom: number
  readonly waitMs: number
}

type Waiting = { readonly bytes: number; begin(): void }

export function createBodyRoom(limits: RoomLimits): BodyRoom {
  const small = createLane(limits.smallRoom, limits.waitMs)
  const large = createLane(limits.largeRoom, limits.waitMs)
  let most = 0
  const held = () => small.held() + large.held()
  return {
    held,
    most: () => most,
    async take(bytes) {
      const release = await (bytes <= limits.small ? small : large).take(bytes)
      most = Math.max(most, held())
      return release
    },
  }
}

function createLane(limit: number, waitMs: number): Pick<BodyRoom, 'take' | 'held'> {
  const queue: Waiting[] = []
  let held = 0
  const next = () => {
    for (let first = queue[0]; first && held + first.bytes <= limit; first = queue[0]) {
      queue.shift()
      held += first.bytes
      first.begin()
    }
  }
  return {
    held: () => held,
    take(bytes) {
      const { promise, resolve } = Promise.withResolvers<(() => void) | null>()
      const waiting: Waiting = {
        bytes,
        begin: () => {
          clearTimeout(late)
          resolve(() => {
            held -= bytes
            next()
          })
        },
      }
      const late = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1)
        resolve(null)
        next() // those behind it may be smaller
      }, waitMs)
      queue.push(waiting)
      next()
      return promise
    },
  }
}
