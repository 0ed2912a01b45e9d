import "server-only";
import { randomBytes, randomInt } from "node:crypto";
import { createAccount } from "#lib/account/mutations/accounts.ts";
import { beginInvitedAccount } from "#lib/account/mutations/tries.ts";
import { TOO_MANY_ATTEMPTS } from "#lib/account/rules.ts";
import type { Account } from "#lib/account/schema.ts";
import type { AnnotatorAccess, RequesterAccess, UserAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";
import { judgingPool, pool } from "#lib/database/pool.ts";
import { AppError, isUniqueViolation } from "#lib/errors.ts";
import { isInProject, readInvite } from "./queries.ts";
import { pseudonym } from "./rules/pseudonym.ts";
import { type InviteView, whyNoJoining } from "./rules/roster.ts";

const TRIES = 8;
const CLOSED = "This link is closed. Ask the person who sent it for a new one.";

/** Makes the person an annotator of the project of the invite. A person who is one already stays one. */
export async function joinProject(access: UserAccess, code: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const invite = await readInvite(code);
    if (invite && (await isInProject(access, invite.projectId))) return invite.projectId;
    const { projectId } = openInvite(invite);
    try {
      await addAnnotator(access.userId, code);
      return projectId;
    } catch (error) {
      // The name was taken, or the person joined in another tab at this instant.
      if (!isUniqueViolation(error) || attempt === TRIES) throw error;
    }
  }
}

/** The invite, if people can still use it to join. */
function openInvite(invite: InviteView | null): InviteView {
  if (invite === null) throw new AppError("not_found", "This invite link does not work.");
  const why = whyNoJoining(invite);
  if (why === "ended") throw new AppError("conflict", "This project is finished.");
  if (why === "closed") throw new AppError("conflict", CLOSED);
  return invite;
}

async function addAnnotator(userId: string, code: string): Promise<void> {
  const { rowCount } = await pool.query(
    `WITH numbered AS (
       UPDATE project SET last_annotator_no = last_annotator_no + 1
       WHERE id = (SELECT project_id FROM invite WHERE code = $2 AND revoked_at IS NULL) AND state <> 'ended'
       RETURNING id, last_annotator_no)
     INSERT INTO annotator (project_id, no, user_id, pseudonym, cursor, seed)
     SELECT id, last_annotator_no, $1, $3, $4, $5 FROM numbered`,
    [userId, code, pseudonym(randomInt), randomPosition().toString(), randomInt(-(2 ** 31), 2 ** 31)],
  );
  // It was closed after it was read above.
  if (rowCount === 0) throw new AppError("conflict", CLOSED);
}

/** A position on the ring of query groups: 62 random bits. */
function randomPosition(): bigint {
  return randomBytes(8).readBigUInt64BE() >> 2n;
}

/**
 * There is no self-registration: only the code of an invite permits it. The answer and the time do not reveal whether the
 * e-mail address already has an account.
 */
export async function createInvitedAccount(code: string, account: Account, address: string): Promise<void> {
  openInvite(await readInvite(code));
  const attempt = await beginInvitedAccount(code, account.email, address);
  if (attempt === null) throw new AppError("too_many", TOO_MANY_ATTEMPTS);
  try {
    await createAccount(account, "annotator");
    await attempt.count();
  } catch (error) {
    // A password that is too weak was compared with nothing, so it does not count as a try.
    await attempt.giveBack();
    throw error;
  }
}

/** A new code that lets people join. Earlier codes still work. */
export async function createInvite(access: RequesterAccess): Promise<string> {
  const code = randomBytes(12).toString("base64url");
  await prisma.invite.create({ data: { projectId: access.projectId, code, createdById: access.userId } });
  return code;
}

/** Closes a code: nobody can use it to join. People who joined stay. */
export async function revokeInvite(access: RequesterAccess, code: string): Promise<void> {
  const { count } = await prisma.invite.updateMany({
    where: { projectId: access.projectId, code, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw new AppError("not_found", "This invite link does not work.");
}

/** Notes that the person has read this version of the guideline. It never goes down, and never above the newest. */
export async function noteGuidelineRead(access: AnnotatorAccess, version: number): Promise<void> {
  await judgingPool.query(
    `UPDATE annotator SET guideline_version_read = greatest(guideline_version_read, least($3,
       (SELECT coalesce(max(version), 0) FROM guideline_version WHERE project_id = $1)))
     WHERE project_id = $1 AND no = $2`,
    [access.projectId, access.annotatorNo, version],
  );
}
