import type { ReactNode } from "react";
import { ProjectHeader } from "#components/project/project-header.tsx";
import { ReplicaNote } from "#components/project/replica-note.tsx";
import { PageMain } from "#components/ui/page/page-header.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { AppError } from "#lib/errors.ts";
import { readProject } from "#lib/project/queries.ts";
import { readReplicaView } from "#lib/replica.ts";

type Props = { params: Promise<{ projectId: string }>; children: ReactNode };

// Decides nothing: who may not see the project gets no header, and the gate of the page sends them on.
export default async function ProjectLayout({ params, children }: Props) {
  const { projectId } = await params;
  const access = await requireRequester(projectId).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (access === null) return children;
  const replica = readReplicaView(Date.now());
  return (
    <PageMain>
      <ProjectHeader project={await readProject(access)} />
      {replica && <ReplicaNote first={replica} />}
      {children}
    </PageMain>
  );
}
