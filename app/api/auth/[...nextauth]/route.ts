import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { formFieldsSchema } from "#lib/account/schema.ts";
import { routeOptions } from "#lib/auth/session.ts";
import { AppError } from "#lib/errors.ts";
import { openRoute, readText } from "#lib/route.ts";

const nextAuth: (request: NextRequest, context: Context) => Promise<Response> = NextAuth(routeOptions);

/** What our own pages ask next-auth for. The rest of it, such as its pages and its log for browsers, is not open. */
const READS = ["csrf", "session", "providers"];
const WRITES = ["callback/password", "callback/link", "signout"];

const MOST_BYTES = 16 * 1024;

type Context = { params: Promise<{ nextauth: string[] }> };

export const GET = openRoute(async (request: NextRequest, context: Context) => {
  await refuseOther(context, READS);
  return nextAuth(new NextRequest(addressOf(request), { headers: request.headers }), context);
});

export const POST = openRoute(async (request: NextRequest, context: Context) => {
  await refuseOther(context, WRITES);
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(request.headers.get("content-type") ?? "")) {
    throw new AppError("invalid", "The request must be a form.");
  }
  const form = Object.fromEntries(new URLSearchParams(await readText(request, MOST_BYTES)));
  const body = new URLSearchParams(formFieldsSchema.parse(form)).toString();
  return nextAuth(
    new NextRequest(addressOf(request), { method: "POST", headers: request.headers, body }),
    context,
  );
});

async function refuseOther({ params }: Context, open: readonly string[]): Promise<void> {
  if (!open.includes((await params).nextauth.join("/")))
    throw new AppError("not_found", "There is nothing here.");
}

// Where to go afterwards is decided by our own pages; next-auth fails on an address that is none.
function addressOf(request: NextRequest): URL {
  const address = new URL(request.url);
  address.search = "";
  return address;
}
