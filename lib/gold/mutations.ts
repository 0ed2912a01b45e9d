import "server-only";
import type { RequesterAccess } from "#lib/auth/access.ts";
import { prisma } from "#lib/database/client.ts";

/** Sets whether people see what they missed. What they saw already stays visible. */
export async function setFeedback(access: RequesterAccess, givesFeedback: boolean): Promise<void> {
  await prisma.project.update({
    where: { id: access.projectId },
    data: { givesFeedback },
    select: { id: true },
  });
}
