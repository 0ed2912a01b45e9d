import { notFound, redirect } from "next/navigation";
import { AppError } from "#lib/errors.ts";

/** For pages: a gate that refuses leads to the sign-in page or to "Page not found". */
export async function gatePage<T>(gate: Promise<T>, here: string): Promise<T> {
  try {
    return await gate;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "unauthenticated") redirect(`/sign-in?next=${encodeURIComponent(here)}`);
    notFound();
  }
}
