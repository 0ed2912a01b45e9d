"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmButton } from "#components/ui/form/confirm-button.tsx";
import { counted } from "#components/ui/format.ts";
import { canMove, type ItemRow } from "#lib/item/rules.ts";
import { useItemMoves } from "./use-item-moves.ts";
import { MOVE_NAMES, removalInWords } from "./words.ts";

type MovableItem = Pick<ItemRow, "no" | "state" | "counted" | "isGold" | "isQueryPaused">;

type MoveButtonsProps = {
  projectId: string;
  items: readonly MovableItem[];
  onDone?: () => void;
};

/** What can be done with these items as a whole; only removing asks first, because it leaves judgments out. */
export function MoveButtons({ projectId, items, onDone }: MoveButtonsProps) {
  const { isPending, move, moveNow } = useItemMoves(projectId);
  const movable = (how: keyof typeof MOVE_NAMES) =>
    items.filter(({ state, isQueryPaused }) => canMove(state, how, isQueryPaused));
  const nameOf = (how: keyof typeof MOVE_NAMES, able: number) =>
    `${MOVE_NAMES[how]} ${able === 1 && items.length === 1 ? "item" : counted(able, "item")}`;
  const removable = movable("remove");
  return (
    <>
      {(["pause", "resume", "restore"] as const).map((how) => {
        const able = movable(how);
        return (
          able.length > 0 && (
            <Button
              key={how}
              isPending={isPending}
              onClick={() =>
                move(
                  able.map(({ no }) => no),
                  how,
                  onDone,
                )
              }
            >
              {nameOf(how, able.length)}
            </Button>
          )
        );
      })}
      {removable.length > 0 && (
        <ConfirmButton
          kind="danger"
          title={`Remove ${removable.length === 1 ? `item ${removable[0]?.no}` : counted(removable.length, "item")}?`}
          consequences={<Removal items={removable} />}
          confirm={nameOf("remove", removable.length)}
          onConfirm={async () => {
            const nos = removable.map(({ no }) => no);
            if (await moveNow(nos, "remove")) onDone?.();
          }}
        >
          {nameOf("remove", removable.length)}
        </ConfirmButton>
      )}
    </>
  );
}

function Removal({ items }: { items: readonly MovableItem[] }) {
  const judgments = items.reduce((sum, item) => sum + item.counted, 0);
  const golds = items.filter(({ isGold }) => isGold).length;
  return (
    <ul className="list-disc space-y-1.5 ps-5">
      {removalInWords(items.length, judgments, golds).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
