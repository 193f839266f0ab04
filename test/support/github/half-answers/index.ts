import { badGateway } from './bad-gateway.ts'
import { brokenConnection } from './broken-connection.ts'
import { cutArchive } from './cut-archive.ts'
import { emptyBody } from './empty-body.ts'
import { foreign404 } from './foreign-404.ts'
import type { HalfAnswer } from './half-answer.ts'
import { htmlPage } from './html-page.ts'
import { loginPage } from './login-page.ts'
import { missingIds } from './missing-ids.ts'
import { otherShape } from './other-shape.ts'
import { truncatedBody } from './truncated-body.ts'
import { wrongType } from './wrong-type.ts'

/** Every half answer that the stand-in can give. */
export const HALF_ANSWERS: readonly HalfAnswer[] = [
  ...[truncatedBody, htmlPage, emptyBody, otherShape, missingIds, wrongType, brokenConnection, foreign404, badGateway],
  ...[loginPage, cutArchive],
]
