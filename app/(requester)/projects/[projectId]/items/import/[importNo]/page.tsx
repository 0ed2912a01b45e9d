import { notFound } from "next/navigation";
import { ImportMapping } from "#components/item/import/import-mapping.tsx";
import { ImportPreview } from "#components/item/import/import-preview.tsx";
import { ImportProgress } from "#components/item/import/import-progress.tsx";
import { ImportReading } from "#components/item/import/import-reading.tsx";
import { ImportResult } from "#components/item/import/import-result.tsx";
import { ImportSurvey } from "#components/item/import/import-survey.tsx";
import { FILE_GONE, formatInWords, shortName } from "#components/item/import/words.ts";
import { SectionHeader } from "#components/item/section-header.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { bytes, counted } from "#components/ui/format.ts";
import { Time } from "#components/ui/time.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { listDifferingNotes, listRejects, previewImport, readImport } from "#lib/item/import/queries.ts";
import { importNoSchema } from "#lib/item/import/schema.ts";

export const metadata = { title: "Import" };

// Fewer where the mapping comes after them.
const REJECTS_SHOWN = { done: 100, refused: 15 };

type Props = { params: Promise<{ projectId: string; importNo: string }> };

export default async function ImportPage({ params }: Props) {
  const { projectId, importNo: text } = await params;
  const gate = requireRequester(projectId, "item:import");
  const access = await gatePage(gate, `/projects/${projectId}/items/import/${text}`);
  const importNo = importNoSchema.safeParse(text);
  const view = importNo.success ? await readImport(access, importNo.data) : null;
  if (view === null) notFound();
  const isOver = view.state === "done" || view.state === "refused" || view.state === "failed";
  const canStart = view.state !== "done" && view.state !== "running";
  const preview = canStart ? await previewImport(access, view.no) : null;
  const rejects = isOver
    ? await listRejects(access, view.no, { after: 0, limit: REJECTS_SHOWN[canStart ? "refused" : "done"] })
    : [];
  const differing = view.state === "refused" ? await listDifferingNotes(access, view.no) : [];
  return (
    <div className="space-y-4">
      <SectionHeader
        back={{ href: `/projects/${projectId}/items/import`, name: "Add items" }}
        title={<span title={view.fileName}>{shortName(view.fileName)}</span>}
      >
        {preview && preview.columns.length > 0
          ? `${formatInWords(preview.dialect)}, ${counted(preview.columns.length, "column")}, `
          : ""}
        {bytes(view.bytes)}, uploaded <Time at={view.createdAt} />
      </SectionHeader>
      {view.state === "running" && <ImportProgress view={view} />}
      {isOver && (
        <ImportResult
          projectId={projectId}
          view={view}
          rejects={rejects}
          hasDifferingNotes={differing.length > 0}
        />
      )}
      {canStart && preview === null && view.error !== "missing-file" && (
        <Callout tone="note">{FILE_GONE}</Callout>
      )}
      {preview && preview.columns.length > 0 && (
        <>
          {preview.survey === null && <ImportSurvey view={view} />}
          <ImportReading projectId={projectId} importNo={view.no} preview={preview} />
          <ImportMapping projectId={projectId} view={view} preview={preview} differing={differing} />
          <ImportPreview preview={preview} />
        </>
      )}
    </div>
  );
}
