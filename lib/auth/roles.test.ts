import { expect, test } from "vitest";
import { can, type Permission, type Role } from "./roles.ts";

const STEERING: readonly Permission[] = [
  "project:create",
  "project:read",
  "project:edit",
  "item:import",
  "gold:edit",
  "annotator:manage",
  "dataset:freeze",
];
const ALL: readonly Permission[] = ["people:manage", ...STEERING, "item:judge"];

// Written out a second time: whoever changes what a role may do changes it here too.
const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  admin: ["people:manage", ...STEERING],
  requester: STEERING,
  reviewer: ["project:read"],
  annotator: ["item:judge"],
};

test.each(Object.entries(MAY))("a role may do exactly what was reviewed: %s", (role, permissions) => {
  expect(ALL.filter((permission) => can(role as Role, permission))).toEqual(permissions);
});

test("a role or a permission that does not exist does not compile", () => {
  // @ts-expect-error: no such role
  expect(() => can("owner", "project:read")).toThrow();
  // @ts-expect-error: no such permission
  expect(can("admin", "project:delete")).toBe(false);
});
