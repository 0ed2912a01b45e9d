// Prints fresh one-time links as JSON: the set-up of the first admin while there is none, and one to sign in as each
// person that is named and exists. Once there is an admin, nobody enters as a person of the demo. `node --conditions=react-server scripts/supervise/links.ts demo-requester …`
import { closeDemo } from "#lib/account/mutations/accounts.ts";
import { createOneTimeLink } from "#lib/account/mutations/one-time-link.ts";
import { hasAdmin } from "#lib/account/queries.ts";
import { DEMO_PEOPLE } from "#lib/account/rules.ts";
import { prisma } from "#lib/database/client.ts";
import { endPools } from "#lib/database/pool.ts";

const isSetUp = await hasAdmin();
if (isSetUp) await closeDemo();
const wanted = process.argv.slice(2).filter((id) => !isSetUp || !DEMO_PEOPLE.includes(id));
const people = await prisma.user.findMany({ where: { id: { in: wanted } }, select: { id: true } });
const links: Record<string, string> = {};
if (!isSetUp) links["set-up"] = await createOneTimeLink({ purpose: "set-up-admin" });
for (const { id } of people) links[id] = await createOneTimeLink({ purpose: "sign-in", userId: id });
console.log(JSON.stringify(links));
await endPools();
