/** How sure it must be that a test is out of date, and not the product broken, before an edit of the test is proposed. Nothing lowers it. */
export const OBSOLETE_BAR = 0.95
