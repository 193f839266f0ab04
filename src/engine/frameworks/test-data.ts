/** Folders whose data is read by tests alone. */
const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|specs?|e2e|testdata|__fixtures__)\//
const DATA = /\.(?:json|ya?ml|txt|out|golden|expected|html?|xml|csv|tsv|md|rst|svg|sql|css|log)$/i
/** What tools read there, and no test as the value that it expects. */
const OF_TOOLS =
  /(?:^|\/)(?:package\.json|[jt]sconfig[^/]*\.json|[^/]*-lock\.(?:json|ya?ml)|(?:requirements|constraints)[^/]*\.txt|docker-compose[^/]*\.ya?ml|README[^/]*|CHANGELOG[^/]*)$/i

/** Characters of a data file that is read as what a test expects. */
export const LONGEST_TEST_DATA = 200_000

/** Whether a file may hold, as data, what a test expects: below a folder of tests, written for no tool, and not hidden. */
export function isTestData(path: string): boolean {
  return TEST_FOLDER.test(path) && DATA.test(path) && !OF_TOOLS.test(path) && !path.split('/').some((part) => part.startsWith('.'))
}
