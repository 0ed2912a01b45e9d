"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Reads the page anew again and again for as long as it is drawn: for work that ends by itself. */
export function RefreshWhile({ everySeconds }: { everySeconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [router, everySeconds]);
  return null;
}
