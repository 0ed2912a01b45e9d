const STEPS = ["Question and scale", "Guideline", "Items", "Quality"];

/** Where one is on the way to a project that can be launched. */
export function Steps({ current }: { current: number }) {
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-2 text-[13.5px]">
      {STEPS.map((name, at) => (
        <li
          key={name}
          aria-current={at + 1 === current ? "step" : undefined}
          className="group flex items-center gap-2 text-ink-3 aria-[current]:font-medium aria-[current]:text-ink"
        >
          <span className="grid size-6 place-items-center rounded-full border border-line-2 text-xs group-aria-[current]:border-primary group-aria-[current]:bg-primary group-aria-[current]:text-on-primary">
            {at + 1}
          </span>
          {name}
        </li>
      ))}
    </ol>
  );
}
