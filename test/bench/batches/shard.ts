/** Numbers of the cases of a shard, from 0: `2/4` has the second case of each four. Throws for what is no shard. */
export function shardOf(sample: number, shard: string): readonly number[] {
  const [, own, all] = /^(\d+)\/(\d+)$/.exec(shard) ?? []
  const [place, count] = [Number(own), Number(all)]
  if (!(place >= 1 && place <= count)) throw new Error(`--shard ${shard}: give I/N with I from 1 to N, such as 2/4`)
  return Array.from({ length: sample }, (_, index) => index).filter((index) => index % count === place - 1)
}
