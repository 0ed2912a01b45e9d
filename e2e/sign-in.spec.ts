import { type APIRequestContext, type APIResponse, type Page, request as requests } from "@playwright/test";
import { ask } from "./database.ts";
import { enterProject, makeDesk } from "./desk-project.ts";
import { enterAs, expect, running, test } from "./fixtures.ts";
import { makePerson, type Person, signOut, trySignIn } from "./over-http.ts";

// All tests of a run come from one address, so the limits that one test uses up must not stop the next.
test.beforeEach(() => ask("DELETE FROM rate_limit"));
test.afterAll(() => ask("DELETE FROM rate_limit"));

const browserOf = () => requests.newContext({ baseURL: running().address.local });
const WRONG = "no-such-lantern-orchard";

test.describe("signing out", () => {
  test("ends the session on the server: a copied cookie opens no page, no route and no action", async ({
    page,
    browser,
  }) => {
    const projectId = await makeDesk({ items: 4 });
    const invite = await makeInvite(await makeDesk({ items: 4 }));
    await enterProject(page, projectId);
    const thief = await browser.newPage({
      baseURL: running().address.local,
      storageState: await page.context().storageState(),
    });
    await thief.goto(`/invite/${invite}`);
    const claim = () =>
      thief.request.post("/api/judge/claim", {
        headers: { origin: running().address.local },
        data: { projectId, count: 1 },
      });
    expect((await claim()).status()).not.toBe(401);

    await page.goto("/judge");
    await page.getByRole("button", { name: /^Sign out/ }).click();
    await page.waitForURL("**/sign-in");

    expect((await claim()).status()).toBe(401);
    expect(await (await thief.request.get("/api/auth/session")).json()).toEqual({});
    await thief.getByRole("button", { name: "Join project" }).click();
    await expect(thief.getByText("sign in")).toBeVisible();
    for (const address of ["/judge", "/projects", `/judge/${projectId}`]) {
      await thief.goto(address);
      expect(new URL(thief.url()).pathname).toBe("/sign-in");
    }
    await thief.close();
  });

  test("leaves the person's other browsers signed in", async () => {
    const person = await makePerson("Two Browsers");
    const [here, there] = await Promise.all([signedIn(person), signedIn(person)]);
    const stolen = await requests.newContext({
      baseURL: running().address.local,
      storageState: await here.storageState(),
    });
    await signOut(here);
    expect(await isIn(there)).toBe(true);
    expect(await isIn(stolen)).toBe(false);
    await Promise.all([here, there, stolen].map((context) => context.dispose()));
  });
});

test.describe("the sign-in limit", () => {
  test("counts failures only: the right password works as often as it is given", async ({ request }) => {
    const { email, password } = await makePerson("Often Here");
    for (let time = 1; time <= 12; time++) {
      expect(await trySignIn(request, email, password), `time ${time}`).toBeNull();
    }
  });

  test("does not lock out who has signed in here before, while others try passwords", async () => {
    const owner = await makePerson("Known Here");
    const [known, stranger] = await Promise.all([signedIn(owner), browserOf()]);
    await signOut(known);
    for (let time = 1; time <= 12; time++) await trySignIn(stranger, owner.email, WRONG);
    expect(await trySignIn(stranger, owner.email, WRONG)).toBe("too_many");
    expect(await trySignIn(known, owner.email, owner.password)).toBeNull();
    await Promise.all([known.dispose(), stranger.dispose()]);
  });

  test("answers the same for an address with an account and for one without", async () => {
    const { email } = await makePerson("Somebody");
    const answers = await Promise.all([failures(email), failures(`nobody-${email}`)]);
    expect(answers[0]).toContain("too_many");
    expect(answers[0]).toEqual(answers[1]);
  });

  test("is not evaded by invented addresses: one sender cannot try one password on many accounts", async () => {
    const visitor = await browserOf();
    // The token that all tries share.
    await visitor.get("/api/auth/csrf");
    const reasons = new Set<string | null>();
    for (let round = 0; round < 11; round++) {
      const tries = Array.from({ length: 10 }, (_, n) => {
        const address = `203.0.113.${round * 10 + n}`;
        return trySignIn(visitor, `sprayed-${round}-${n}@example.com`, WRONG, {
          "x-forwarded-for": address,
          "x-real-ip": address,
          forwarded: `for=${address}`,
        });
      });
      for (const reason of await Promise.all(tries)) reasons.add(reason);
    }
    expect(reasons).toContain("too_many");
    await visitor.dispose();
  });
});

test("an invite link names the address under which Assay is reached, not one that the request invents", async ({
  page,
}) => {
  await enterAs(page, "demo-requester");
  await page.setExtraHTTPHeaders({ "x-forwarded-host": "evil.example" });
  await page.goto("/projects/demo/annotators");
  const link = page.getByRole("textbox", { name: /invite link/i }).first();
  expect(new URL(await link.inputValue()).origin).toBe(running().address.local);
});

test.describe("joining by an invite", () => {
  test("answers the same for an e-mail address with an account and for one without", async ({ browser }) => {
    const invite = await makeInvite(await makeDesk({ items: 4 }));
    const taken = await makePerson("Was Here First");
    const free = `free-${taken.email}`;
    const answers = [];
    for (const email of [free, taken.email]) {
      const context = await browser.newContext({ baseURL: running().address.local });
      answers.push(await join(await context.newPage(), invite, email));
      await context.close();
    }
    expect(answers[1]).toEqual(answers[0]);
    const owner = await signedIn(taken);
    expect(await isIn(owner)).toBe(true);
    expect(await rolesIn(taken.id)).toBe(0);
    await owner.dispose();
  });

  test("refuses ten blanks as a password and says what to do", async ({ page }) => {
    const invite = await makeInvite(await makeDesk({ items: 4 }));
    await page.goto(`/invite/${invite}`);
    await fillAccount(page, "blank@example.com", " ".repeat(10));
    await page.getByRole("button", { name: /join/i }).click();
    await expect(page.getByText(/easy to guess/)).toBeVisible();
    await expect(page.getByLabel("Password")).toBeFocused();
  });
});

async function signedIn({ email, password }: Person): Promise<APIRequestContext> {
  const context = await browserOf();
  expect(await trySignIn(context, email, password)).toBeNull();
  return context;
}

async function isIn(context: APIRequestContext): Promise<boolean> {
  return !new URL((await context.get("/judge")).url()).pathname.startsWith("/sign-in");
}

/** What a stranger sees on twelve wrong tries. */
async function failures(email: string): Promise<(string | null)[]> {
  const stranger = await browserOf();
  const reasons = [];
  for (let time = 1; time <= 12; time++) reasons.push(await trySignIn(stranger, email, WRONG));
  await stranger.dispose();
  return reasons;
}

async function makeInvite(projectId: string): Promise<string> {
  const code = `invite-${projectId}`;
  await ask("INSERT INTO invite (project_id, code) VALUES ($1, $2)", [projectId, code]);
  return code;
}

async function rolesIn(userId: string): Promise<number> {
  return (await ask("SELECT 1 FROM annotator WHERE user_id = $1", [userId])).length;
}

async function fillAccount(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("Name").fill("Nora Newcomer");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
}

/** Everything that a browser receives while somebody joins, without what differs between any two answers. */
async function join(page: Page, invite: string, email: string) {
  const told: object[] = [];
  await page.goto(`/invite/${invite}`);
  // The server's answer itself: a browser forgets it when it goes on to the next page.
  await page.route("**/*", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch();
    told.push({ path: new URL(response.url()).pathname, ...(await readAnswer(response)) });
    await route.fulfill({ response });
  });
  await fillAccount(page, email, "several quite unrelated words");
  await page.getByRole("button", { name: /join/i }).click();
  await Promise.race([page.waitForURL("**/judge/**"), page.getByText("account with").waitFor()]);
  await page.unrouteAll({ behavior: "wait" });
  return { told, end: new URL(page.url()).pathname };
}

async function readAnswer(response: APIResponse) {
  const { date: _, "set-cookie": __, ...headers } = response.headers();
  const cookies = response.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  // Name and attributes of each, without its value and its moment.
  const cookieShapes = cookies.map(({ value }) => value.replace(/=[^;]*/, "").replace(/expires=[^;]*/i, ""));
  return { status: response.status(), headers, cookieShapes, body: await response.text() };
}
