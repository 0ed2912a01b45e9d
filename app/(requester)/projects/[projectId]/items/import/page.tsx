import { ImportList } from "#components/item/import/import-list.tsx";
import { ImportUpload } from "#components/item/import/import-upload.tsx";
import { UPLOAD_LEAD } from "#components/item/import/words.ts";
import { SectionHeader } from "#components/item/section-header.tsx";
import { requireRequester } from "#lib/auth/access.ts";
import { gatePage } from "#lib/auth/page.ts";
import { listImports } from "#lib/item/import/queries.ts";

export const metadata = { title: "Add items" };

type Props = { params: Promise<{ projectId: string }> };

export default async function AddItemsPage({ params }: Props) {
  const { projectId } = await params;
  const gate = requireRequester(projectId, "item:import");
  const access = await gatePage(gate, `/projects/${projectId}/items/import`);
  const imports = await listImports(access);
  return (
    <div className="space-y-4">
      <SectionHeader back={{ href: `/projects/${projectId}/items`, name: "Items" }} title="Add items">
        {UPLOAD_LEAD}
      </SectionHeader>
      <ImportUpload projectId={projectId} />
      {imports.length > 0 && <ImportList projectId={projectId} imports={imports} />}
    </div>
  );
}
