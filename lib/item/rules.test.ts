import { describe, expect, test } from "vitest";
import { canMove, fieldOf, itemContent, itemsQuery, webAddress, whyPaused } from "./rules.ts";
import { type FieldRoles, itemFilterSchema } from "./schema.ts";

const roles: FieldRoles = [
  { name: "docid", role: "id" },
  { name: "name", role: "title" },
  { name: "description", role: "text" },
  { name: "link", role: "url" },
  { name: "brand", role: "other" },
  { name: "final_rating", role: "hidden" },
  { name: "gold", role: "gold-levels" },
  { name: "why", role: "gold-reason" },
  { name: "constructor", role: "other" },
];

describe("the content of an item", () => {
  test("holds what was marked as content and nothing else", () => {
    const fields = {
      docid: "secret-id",
      name: "Roller Coaster",
      description: "Bluetooth, 10 W",
      link: "https://example.com/a?b=1",
      brand: "",
      final_rating: "secret-rating",
      gold: "secret-key",
      why: "secret-reason",
      unmapped: "secret-column",
    };
    const content = itemContent(fields, roles);
    expect(content).toEqual({
      title: "Roller Coaster",
      text: "Bluetooth, 10 W",
      url: "https://example.com/a?b=1",
      image: "",
      other: [],
    });
    expect(JSON.stringify(content)).not.toContain("secret");
  });

  test("shows other columns in their order, also one that is called like a property", () => {
    expect(itemContent({ constructor: "Acme", brand: "Orbit" }, roles).other).toEqual([
      { name: "brand", value: "Orbit" },
      { name: "constructor", value: "Acme" },
    ]);
    expect(itemContent({}, roles).other).toEqual([]);
  });

  test("takes the first column of a role that says something", () => {
    const two: FieldRoles = [
      { name: "a", role: "title" },
      { name: "b", role: "title" },
    ];
    expect(fieldOf({ a: "", b: "from b" }, two, "title")).toBe("from b");
    expect(fieldOf({ a: "from a", b: "from b" }, two, "title")).toBe("from a");
  });
});

describe("an address", () => {
  test("is http or https, never a script or data", () => {
    expect(webAddress(" HTTPS://Example.com/x ")).toBe("https://example.com/x");
    for (const text of [
      "javascript:alert(1)",
      "data:text/html,x",
      "//example.com",
      "example.com",
      "http://",
      "",
    ]) {
      expect(webAddress(text)).toBe("");
    }
  });
});

describe("the filter of the items page", () => {
  test("comes from the address, and nonsense in it is passed over", () => {
    expect(
      itemFilterSchema.parse({
        page: "3",
        search: " lamp ",
        state: "done",
        gold: "no",
        sort: "spread",
        segment: "a=b",
      }),
    ).toEqual({
      page: 3,
      search: "lamp",
      state: "done",
      gold: "no",
      segment: "a=b",
      sort: "spread",
    });
    expect(
      itemFilterSchema.parse({ page: "-1", search: ["a", "b"], state: { x: 1 }, sort: "; drop" }),
    ).toEqual({
      page: 1,
      search: "a",
      state: undefined,
      gold: undefined,
      segment: "",
      sort: "no",
    });
  });

  test("goes back into the address, at page 1 when it changes", () => {
    const filter = itemFilterSchema.parse({ page: "3", search: "a&b" });
    expect(itemsQuery(filter, { state: "open" })).toBe("?search=a%26b&state=open");
    expect(itemsQuery(filter, { page: 4 })).toBe("?search=a%26b&page=4");
    expect(itemsQuery(filter, { search: "", segment: "a=b" })).toBe("?segment=a%3Db");
    expect(itemsQuery(filter, { search: "" })).toBe("");
  });
});

describe("moving an item", () => {
  test("is open to each state in its own ways, and what a query paused goes on with the query alone", () => {
    const ways = (state: string, isQueryPaused = false) =>
      (["pause", "resume", "remove", "restore"] as const).filter((move) =>
        canMove(state, move, isQueryPaused),
      );
    expect(ways("open")).toEqual(["pause", "remove"]);
    expect(ways("done")).toEqual(["remove"]);
    expect(ways("paused")).toEqual(["resume", "remove"]);
    expect(ways("paused", true)).toEqual(["remove"]);
    expect(ways("removed")).toEqual(["restore"]);
  });

  test("needs the reason of a pause: the query before the result, two people before a hand", () => {
    const why = (isQueryPaused: boolean, queryUnratable: number, resultUnratable: number) =>
      whyPaused({ isQueryPaused, queryUnratable, resultUnratable });
    expect(why(true, 2, 2)).toBe("unratable-query");
    expect(why(true, 1, 2)).toBe("query");
    expect(why(false, 2, 2)).toBe("unratable-result");
    expect(why(false, 2, 1)).toBe("requester");
  });
});
