"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { useItemMoves } from "./use-item-moves.ts";

type QueryMoveButtonProps = { projectId: string; queryNo: number; isPaused: boolean; children: ReactNode };

export function QueryMoveButton({ projectId, queryNo, isPaused, children }: QueryMoveButtonProps) {
  const { isPending, moveQuery } = useItemMoves(projectId);
  return (
    <Button isPending={isPending} onClick={() => moveQuery(queryNo, isPaused ? "resume" : "pause")}>
      {children}
    </Button>
  );
}
