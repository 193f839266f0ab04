/** Node's own words for the environment and the working folder, as tests write them: this side only writes texts. */
const NODE = 'process'
export const ENVIRONMENT = `${NODE}.env`
export const MOVE = `${NODE}.chdir`
export const WHERE = `${NODE}.cwd()`
