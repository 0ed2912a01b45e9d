import { Callout } from "#components/ui/callout.tsx";
import { counted } from "#components/ui/format.ts";
import { LevelChip } from "#components/ui/level-chip.tsx";
import type { InviteView } from "#lib/annotator/rules/roster.ts";

/** What somebody is asked to do, before they decide to. */
export function InviteFacts({ invite }: { invite: InviteView }) {
  return (
    <>
      <p>{invite.invitedBy ? `${invite.invitedBy} invites you` : "You are invited"} to judge items:</p>
      <p className="font-serif text-[19px] leading-snug text-ink">{invite.question}</p>
      <ul aria-label="Scale" className="flex flex-wrap gap-x-3.5 gap-y-1.5 py-1 text-[13.5px]">
        {invite.levels.map(({ value, name }) => (
          <li key={value} className="flex items-center gap-1.5">
            <LevelChip level={value} levels={invite.levels.length} size="small" />
            {name}
          </li>
        ))}
      </ul>
      <p>
        {invite.items > 0 && `The project has ${counted(invite.items, "item")}. `}
        You read a guideline first, then answer with one key per item, as many as you like.
      </p>
      {invite.projectState === "draft" && (
        <Callout>It has not begun yet. You can join now and judge as soon as it is launched.</Callout>
      )}
      {invite.projectState === "paused" && (
        <Callout>It is paused just now. You can join, and judge when it goes on.</Callout>
      )}
    </>
  );
}
