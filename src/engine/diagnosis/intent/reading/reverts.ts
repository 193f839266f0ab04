/** Git's own words for a change that takes another one back, and people's. */
export const REVERTS = /^\s*(?:revert(?:s|ed)?\b\W|reapply\b\W)|^This reverts commit [0-9a-f]{7,}/im
