import { Callout } from "#components/ui/callout.tsx";
import { counted } from "#components/ui/format.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import type { InviteView } from "#lib/annotator/rules/roster.ts";
import { INVITED, invitedBy } from "./words.ts";

/** What somebody is asked to do, before they decide to. */
export function InviteFacts({ invite }: { invite: InviteView }) {
  return (
    <>
      <p>{invitedBy(invite.invitedBy)}</p>
      <p className="font-serif text-[19px] leading-snug text-ink">{invite.question}</p>
      <ul aria-label={INVITED.scale} className="flex flex-wrap gap-x-3.5 gap-y-1.5 py-1 text-[13.5px]">
        {invite.levels.map(({ value, name }) => (
          <li key={value} className="flex items-center gap-1.5">
            <LevelChip level={value} levels={invite.levels.length} size="small" />
            {name}
          </li>
        ))}
      </ul>
      <p>
        {invite.items > 0 && `The project has ${counted(invite.items, "item")}. `}
        {INVITED.steps}
      </p>
      {invite.projectState === "draft" && <Callout>{INVITED.draft}</Callout>}
      {invite.projectState === "paused" && <Callout>{INVITED.paused}</Callout>}
    </>
  );
}
