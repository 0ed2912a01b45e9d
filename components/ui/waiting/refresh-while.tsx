"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reloads the page at intervals while it is shown: for work that ends by itself. */
export function RefreshWhile({ everySeconds }: { everySeconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [router, everySeconds]);
  return null;
}
