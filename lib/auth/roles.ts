export type Role = "admin" | "requester" | "reviewer" | "annotator";

export type Permission =
  | "people:manage"
  | "project:create"
  | "project:read"
  | "project:edit"
  | "item:import"
  | "gold:edit"
  | "annotator:manage"
  | "dataset:freeze"
  | "item:judge";

/** The one table of what each role may do. Within a project the member's role counts, elsewhere the account's. */
const PERMISSIONS = {
  admin: [
    "people:manage",
    "project:create",
    "project:read",
    "project:edit",
    "item:import",
    "gold:edit",
    "annotator:manage",
    "dataset:freeze",
  ],
  requester: [
    "project:create",
    "project:read",
    "project:edit",
    "item:import",
    "gold:edit",
    "annotator:manage",
    "dataset:freeze",
  ],
  reviewer: ["project:read"],
  annotator: ["item:judge"],
} as const satisfies Record<Role, readonly Permission[]>;

export function can(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[role] as readonly Permission[]).includes(permission);
}
