import Link from "next/link";
import { count } from "#components/ui/format.ts";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { GuidelineVersionRow } from "#lib/guideline/rules.ts";

type GuidelineVersionsProps = {
  projectId: string;
  versions: readonly GuidelineVersionRow[];
  shown: number;
};

/** Every version that was ever published, with how many judgments were made under it. */
export function GuidelineVersions({ projectId, versions, shown }: GuidelineVersionsProps) {
  return (
    <Table label="Guideline versions">
      <thead>
        <tr>
          <Th>Version</Th>
          <Th>Published</Th>
          <Th isNumber>Judgments</Th>
        </tr>
      </thead>
      <tbody>
        {versions.map(({ version, createdAt, createdBy, judgments }) => (
          <tr key={version}>
            <Td>
              <Link
                href={`/projects/${projectId}/guideline?version=${version}`}
                aria-current={version === shown ? "true" : undefined}
                className="inline-block min-w-6 py-1 font-medium text-gold-strong underline-offset-2 hover:underline aria-[current]:text-ink"
              >
                {version}
                {version === shown && <span className="font-normal text-ink-3"> shown</span>}
              </Link>
            </Td>
            <Td>
              <Time at={createdAt} />
              {createdBy && <span className="block text-[13px] text-ink-3">{createdBy}</span>}
            </Td>
            <Td isNumber>{count(judgments)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
