import { notFound, redirect } from "next/navigation";
import { AppError } from "#lib/errors.ts";

/** For pages: a gate that refuses sends to the sign-in page, or finds nothing. */
export async function gatePage<T>(gate: Promise<T>, here: string): Promise<T> {
  try {
    return await gate;
  } catch (error) {
    const { notFound, redirect } = await import("next/navigation");
    if (error instanceof AppError && error.code === "unauthenticated") {
      return redirect(`/sign-in?next=${encodeURIComponent(here)}`);
    }
    if (error instanceof AppError) return notFound();
    throw error;
  }
}
