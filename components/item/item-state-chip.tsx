import { Chip } from "#components/ui/chip.tsx";

const TONES = { open: "plain", done: "good", paused: "note", removed: "bad" } as const;

export function ItemStateChip({ state }: { state: string }) {
  return <Chip tone={TONES[state as keyof typeof TONES] ?? "plain"}>{state}</Chip>;
}
