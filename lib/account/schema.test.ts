import { describe, expect, test } from "vitest";
import { emailSchema, nextPageSchema, tokenSchema } from "./schema.ts";

describe("where to go after signing in", () => {
  test.each(["/", "/projects/demo?page=2#top", "/judge/demo"])("is %s when it was asked for", (page) => {
    expect(nextPageSchema.parse(page)).toBe(page);
  });

  // Each of these leaves the origin in at least one browser (WHATWG URL, basic URL parser: tabs and line
  // breaks are removed, a backslash is a slash).
  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "evil",
    "",
    undefined,
    ["/projects"],
    { $ne: "" },
  ])("is the start page instead of %j", (page) => {
    expect(nextPageSchema.parse(page)).toBe("/");
  });

  test("stays on our origin for whatever it lets through", () => {
    for (const page of ["/.//evil.example", "/%09/evil.example", "/@evil.example", "/:80"]) {
      const allowed = nextPageSchema.parse(page);
      expect(new URL(allowed, "https://assay.example").origin).toBe("https://assay.example");
    }
  });
});

describe("an e-mail address", () => {
  test("is the same however it was typed: trimmed, lower case, NFKC", () => {
    expect(emailSchema.parse("  Ａda@Example.COM ")).toBe("ada@example.com");
  });

  test.each(["", "ada", "ada@", "a b@example.com", { contains: "@" }])("is not %j", (text) => {
    expect(emailSchema.safeParse(text).success).toBe(false);
  });
});

describe("a token", () => {
  test.each(["short", "a".repeat(65), "../../../etc/passwd-----", "a b c d e f g h i j k l", 7])(
    "is never %j",
    (token) => {
      expect(tokenSchema.safeParse(token).success).toBe(false);
    },
  );
});
