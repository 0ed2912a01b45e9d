import Link from "next/link";
import { Facts } from "#components/ui/stat.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ItemOrigin } from "#lib/item/rules.ts";
import type { FieldRoles } from "#lib/item/schema.ts";
import { ROLE_NAMES, shortName } from "./import/words.ts";

type ItemOriginProps = {
  projectId: string;
  externalId: string;
  origin: ItemOrigin | null;
  fields: Readonly<Record<string, unknown>>;
  roles: FieldRoles;
};

/** Where an item came from, down to the line, and every cell of that line. */
export function ItemOriginFacts({ projectId, externalId, origin, fields, roles }: ItemOriginProps) {
  return (
    <div className="space-y-4">
      <Facts
        facts={[
          { name: "Item id", value: externalId },
          ...(origin
            ? [
                {
                  name: "File",
                  value: (
                    <Link
                      href={`/projects/${projectId}/items/import/${origin.importNo}`}
                      title={origin.fileName}
                      className="break-words underline decoration-line-2 underline-offset-3"
                    >
                      {shortName(origin.fileName)}
                    </Link>
                  ),
                },
                { name: "Line", value: origin.line },
                { name: "Added", value: <Time at={origin.createdAt} /> },
                { name: "SHA-256", value: <Digest>{origin.sha256}</Digest> },
                ...(origin.packedSha256
                  ? [{ name: "SHA-256, compressed", value: <Digest>{origin.packedSha256}</Digest> }]
                  : []),
              ]
            : [{ name: "File", value: "none" }]),
        ]}
      />
      <details>
        <summary className="text-[13.5px] font-medium">All fields of the source</summary>
        <dl className="mt-2 space-y-2 text-[13.5px]">
          {Object.entries(fields).map(([name, value]) => (
            <div key={name}>
              <dt className="text-ink-3">
                {name} <span className="text-xs">· {roleOf(roles, name)}</span>
              </dt>
              <dd dir="auto" className="break-words whitespace-pre-line">
                {String(value) || "–"}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function Digest({ children }: { children: string }) {
  return <code className="font-mono text-xs break-all text-ink-2">{children}</code>;
}

function roleOf(roles: FieldRoles, name: string): string {
  const role = roles.find((column) => column.name === name)?.role;
  return (role ? ROLE_NAMES[role] : ROLE_NAMES.hidden).toLowerCase();
}
