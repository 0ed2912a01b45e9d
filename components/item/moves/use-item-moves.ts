import { useTransition } from "react";
import { toast } from "#components/ui/toast.tsx";
import { moveItemsAction, moveQueryAction } from "#lib/item/actions.ts";
import type { ItemMove, QueryMove } from "#lib/item/schema.ts";
import { movedInWords, queryMovedInWords } from "./words.ts";

/** Moves items or a query and shows the outcome. */
export function useItemMoves(projectId: string) {
  const [isPending, startTransition] = useTransition();

  async function moveNow(nos: readonly number[], move: ItemMove["move"]): Promise<boolean> {
    const result = await moveItemsAction(projectId, { nos, move });
    if (result.ok) toast.success(movedInWords(move, result.data, nos.length));
    else toast.error(result.message);
    return result.ok;
  }

  function moveQuery(queryNo: number, move: QueryMove["move"]) {
    startTransition(async () => {
      const result = await moveQueryAction(projectId, { queryNo, move });
      if (result.ok) toast.success(queryMovedInWords(move, result.data));
      else toast.error(result.message);
    });
  }

  function move(nos: readonly number[], how: ItemMove["move"], onDone?: () => void) {
    startTransition(async () => {
      if (await moveNow(nos, how)) onDone?.();
    });
  }

  return { isPending, move, moveNow, moveQuery };
}
