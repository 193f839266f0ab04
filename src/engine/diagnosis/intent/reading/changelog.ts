/** Files that tell what changed, version by version. */
export const CHANGELOG = /(?:^|[/\\])(?:changelog|changes|history|news|releases?|release[-_ ]?notes)(?:[/\\.]|$)/i
