import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";

/** Whether people are told what they missed. What they were told already they keep. */
export async function setFeedback(access: RequesterAccess, givesFeedback: boolean): Promise<void> {
  await prisma.project.update({
    where: { id: access.projectId },
    data: { givesFeedback },
    select: { id: true },
  });
}
