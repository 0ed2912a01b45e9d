import NextAuth from "next-auth";
import { routeOptions } from "#lib/auth/session.ts";

const handler = NextAuth(routeOptions);

export { handler as GET, handler as POST };
