import { Checkbox, Input, Radio, Select } from "#components/ui/form/field.tsx";
import { counted } from "#components/ui/format.ts";
import type { Reopening } from "#lib/item/reopening/schema.ts";
import type { ScaleLevel } from "#lib/item/rules.ts";
import { LEVEL_OF_ITEM } from "./words.ts";

type Which = Reopening["which"];

/** The choice, and beside it what was typed for the ways that are not chosen now. */
export type ReopenDraft = { which: Which; text: string; levels: readonly number[]; atLeast: number };

export function startDraft(): ReopenDraft {
  return { which: { by: "disagreement", atLeast: 1 }, text: "", levels: [], atLeast: 1 };
}

type ReopenChoiceProps = {
  draft: ReopenDraft;
  scale: readonly ScaleLevel[];
  onChange: (draft: ReopenDraft) => void;
};

/** Which items to reopen. */
export function ReopenChoice({ draft, scale, onChange }: ReopenChoiceProps) {
  const change = (part: Partial<ReopenDraft>, by = draft.which.by) => {
    const next = { ...draft, ...part };
    onChange({ ...next, which: whichOf(by, next) });
  };
  const radio = (by: Which["by"], label: string) => (
    <Radio name="which" label={label} checked={draft.which.by === by} onChange={() => change({}, by)} />
  );
  return (
    <fieldset className="space-y-3">
      <legend className="mb-2 text-[13.5px] font-medium">Which items</legend>
      {radio("disagreement", "Items where people disagree")}
      {draft.which.by === "disagreement" && (
        <Select
          aria-label="How far apart"
          className="ms-7 !w-auto"
          value={draft.atLeast}
          onChange={(event) => change({ atLeast: Number(event.target.value) })}
        >
          {scale
            .map(({ value }) => value - 1)
            .filter((distance) => distance > 0)
            .map((distance) => (
              <option key={distance} value={distance}>
                {`by ${counted(distance, "level")}${distance + 1 < scale.length ? " or more" : ""}`}
              </option>
            ))}
        </Select>
      )}
      {radio("level", "Items with a certain level")}
      {draft.which.by === "level" && (
        <Levels chosen={draft.levels} scale={scale} onChange={(levels) => change({ levels })} />
      )}
      {radio("query", "Items of certain queries")}
      {draft.which.by === "query" && (
        <Input
          aria-label="Part of the query"
          placeholder="Part of the query"
          className="ms-7 !w-[calc(100%-1.75rem)]"
          maxLength={200}
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      )}
      {radio("all", "Every item")}
    </fieldset>
  );
}

type LevelsProps = {
  chosen: readonly number[];
  scale: readonly ScaleLevel[];
  onChange: (levels: readonly number[]) => void;
};

function Levels({ chosen, scale, onChange }: LevelsProps) {
  return (
    <div className="ms-7 space-y-2">
      <p className="text-[13px] text-ink-3">{LEVEL_OF_ITEM}</p>
      {scale.map(({ value, name }) => (
        <Checkbox
          key={value}
          label={`${value} ${name}`}
          checked={chosen.includes(value)}
          onChange={(event) =>
            onChange(event.target.checked ? [...chosen, value] : chosen.filter((level) => level !== value))
          }
        />
      ))}
    </div>
  );
}

function whichOf(by: Which["by"], { text, levels, atLeast }: ReopenDraft): Which {
  if (by === "disagreement") return { by, atLeast };
  if (by === "level") return { by, levels: [...levels] };
  return by === "query" ? { by, text } : { by };
}
