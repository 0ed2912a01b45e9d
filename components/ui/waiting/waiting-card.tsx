import { Card } from "../card.tsx";

/** Holds the place of numbers that are still being computed. */
export function WaitingCard({ title }: { title: string }) {
  return (
    <Card title={title}>
      <div role="status" className="animate-pulse space-y-3">
        <span className="sr-only">{title} is being computed.</span>
        <div className="h-9 w-24 rounded-lg bg-sunken" />
        <div className="h-3 rounded bg-sunken" />
        <div className="h-3 w-2/3 rounded bg-sunken" />
      </div>
    </Card>
  );
}
