import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "#generated/prisma/client.ts";
import { pool } from "#lib/database/pool.ts";

const shared = globalThis as typeof globalThis & { assayPrisma?: PrismaClient };
shared.assayPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool) });

/** Prisma over the shared pool, for ordinary reads and writes. */
export const prisma: PrismaClient = shared.assayPrisma;
